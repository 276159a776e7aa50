package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.runtime.auth.BearerAuth;
import io.hindcast.runtime.auth.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers with the token pass. Whoever tries too many others waits a second for each answer;
 * the right token is never kept waiting.
 */
final class Authentication implements Handler<RoutingContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
  private static final long DELAY_MILLIS = 1000;

  private final BearerAuth auth;
  private final Vertx vertx;
  private final Counter counter;
  private final FailedLogins failures = new FailedLogins(System::nanoTime, LOG::warn);
  private final long reports;

  Authentication(BearerAuth auth, Vertx vertx, MeterRegistry meters) {
    this.auth = auth;
    this.vertx = vertx;
    counter =
        Counter.builder("hindcast.failed.logins")
            .description("Calls of the API without the right token")
            .register(meters);
    reports = vertx.setPeriodic(FailedLogins.LINE_EVERY.toMillis(), timer -> failures.report());
  }

  @Override
  public void handle(RoutingContext ctx) {
    Optional<Caller> caller =
        auth.authenticate(
            ctx.request().getHeader("Authorization"), ctx.request().getHeader("X-Hindcast-User"));
    if (caller.isPresent()) {
      ctx.put(BlockingRoutes.CALLER, caller.get());
      ctx.next();
      return;
    }
    counter.increment();
    if (failures.add(Origin.of(ctx.request().connection().remoteAddress()))) {
      vertx.setTimer(DELAY_MILLIS, timer -> refuse(ctx));
    } else {
      refuse(ctx);
    }
  }

  private static void refuse(RoutingContext ctx) {
    if (!ctx.response().closed()) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer");
    }
    BlockingRoutes.send(
        ctx,
        ApiError.response(
            ErrorCode.UNAUTHORIZED,
            "The bearer token is missing or wrong: send 'Authorization: Bearer <http.token>'"));
  }

  @Override
  public void close() {
    vertx.cancelTimer(reports);
  }
}

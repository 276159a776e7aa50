package io.hindcast.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads bodies into memory, within a bound for each and a budget for all. What comes after a
 * refusal is thrown away as it comes; {@link ConnectionGuard} bounds that.
 */
final class BodyReader {
  static final long BYTES_MAX = 2L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final BodyBudget budget;

  BodyReader(BodyBudget budget) {
    this.budget = budget;
  }

  /**
   * Called on the event loop, before anything of the body has been read.
   *
   * @param then gets the body, and the share of the budget that it has to give back
   */
  void read(RoutingContext ctx, BiConsumer<byte[], BodyBudget.Share> then) {
    HttpServerRequest request = ctx.request();
    if (declared(request).orElse(0) > BYTES_MAX) {
      BlockingRoutes.send(ctx, tooLarge());
      return;
    }
    if (budget.exhausted()) {
      BlockingRoutes.send(ctx, exhausted());
      return;
    }
    String expectation = request.getHeader(HttpHeaders.EXPECT);
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      BlockingRoutes.send(ctx, ApiError.http(417, "Expected 'Expect: 100-continue' or none"));
      return;
    }
    if (expectation != null && request.version() == HttpVersion.HTTP_1_1) {
      ctx.response().writeContinue();
    }
    collect(ctx, then);
  }

  private void collect(RoutingContext ctx, BiConsumer<byte[], BodyBudget.Share> then) {
    BodyBudget.Share share = budget.share();
    Collector collector = new Collector(ctx, share);
    ctx.request()
        .exceptionHandler(cause -> {
          if (!collector.received) { // Afterwards the share belongs to the call.
            LOG.debug("The body of {} was not received", ctx.request().path(), cause);
            share.close();
          }
        })
        .handler(collector::add)
        .endHandler(end -> {
          if (!collector.refused) {
            collector.received = true;
            then.accept(collector.body.getBytes(), share);
          }
        });
  }

  private static OptionalLong declared(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
  }

  private static ApiResponse tooLarge() {
    return ApiError.http(413, "The body is larger than %d bytes".formatted(BYTES_MAX));
  }

  private static ApiResponse exhausted() {
    return ApiError.http(503, "Too many bodies are being received at a time: try later")
        .retryAfter(WAIT);
  }

  /** On the event loop only. */
  private static final class Collector {
    private final RoutingContext ctx;
    private final BodyBudget.Share share;
    private Buffer body = Buffer.buffer();
    private boolean refused;
    private boolean received;

    Collector(RoutingContext ctx, BodyBudget.Share share) {
      this.ctx = ctx;
      this.share = share;
    }

    void add(Buffer part) {
      if (refused) {
        return;
      }
      if (body.length() + part.length() > BYTES_MAX) {
        refuse(tooLarge());
      } else if (!share.grow(part.length())) {
        refuse(exhausted());
      } else {
        body.appendBuffer(part);
      }
    }

    private void refuse(ApiResponse response) {
      refused = true;
      body = Buffer.buffer();
      share.close();
      BlockingRoutes.send(ctx, response);
    }
  }
}

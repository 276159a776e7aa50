package io.hindcast.demo.scenario;

import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.codec.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/** Asks for the backfill as any program can: by a message on {@code hindcast.requests}. */
final class Request {
  static final String SPEC = "route-daily-delay-fix.yaml";

  private Request() {}

  /** Publishes the spec under the id; durable when it returns. */
  static void publish(MessageBus bus, UUID backfillId) {
    int version = MessageCodec.standard().version(BackfillRequest.class);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Meta meta = new Meta(UUID.randomUUID(), backfillId, now, version, null);
    BackfillRequest request =
        new BackfillRequest(meta, spec(), "hindcast demo", RequestOrigin.TOPIC);
    bus.publisher().publish(Topics.REQUESTS, backfillId.toString(), request);
  }

  private static String spec() {
    try (InputStream in = Objects.requireNonNull(Request.class.getResourceAsStream(SPEC), SPEC)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + SPEC, e);
    }
  }
}

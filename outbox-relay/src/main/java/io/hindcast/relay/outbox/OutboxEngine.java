package io.hindcast.relay.outbox;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Debezium, from the stored position until it fails or is closed. */
final class OutboxEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxEngine.class);
  private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(5);
  private static final long CLOSE_RETRY_MS = 50;

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  OutboxEngine(
      Properties properties,
      Producer<byte[], byte[]> producer,
      OutboxMeters meters,
      Runnable reading) {
    this.producer = producer;
    this.engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(properties)
            .using(new Polling(reading))
            .using(this::completed)
            .notifying(new OutboxPublisher(producer, meters))
            .build();
  }

  /** Reads until it ends; answers why, unless it was closed. */
  Optional<String> run() {
    if (started.compareAndSet(false, true)) {
      try {
        engine.run();
      } finally {
        ended.countDown();
      }
    }
    return Optional.ofNullable(failure.get());
  }

  private void completed(boolean success, @Nullable String message, @Nullable Throwable error) {
    if (!success) {
      failure.set(error == null ? message : "%s (%s)".formatted(message, firstCause(error)));
      LOG.debug("The engine ended: {}", message, error);
    }
  }

  private static Throwable firstCause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Stops the run and waits for its end. */
  @Override
  public void close() {
    try {
      if (!started.compareAndSet(false, true)) {
        while (!ended.await(CLOSE_RETRY_MS, TimeUnit.MILLISECONDS)) {
          askToStop();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      producer.close(PRODUCER_CLOSE);
    }
  }

  private void askToStop() {
    try {
      engine.close();
    } catch (IOException
        | IllegalStateException e) { // It cannot stop while it starts; asked again.
      LOG.debug("The engine does not stop yet", e);
    }
  }

  private record Polling(Runnable reading) implements DebeziumEngine.ConnectorCallback {
    @Override
    public void pollingStarted() {
      reading.run();
    }
  }
}

package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Topic;
import io.hindcast.messaging.TopicKey;
import io.hindcast.schemas.Control;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A worker process that takes one item and never finishes it. */
final class StuckWorker {
  static final String TOOK = "took an item";

  private StuckWorker() {}

  static Process start(String topic, String group) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StuckWorker.class.getName(),
            TestBroker.settings().bootstrap(),
            topic,
            group)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    var topic = new Topic<>(args[1], Control.class, TopicKey.BACKFILL_ID, 1, Duration.ofHours(1));
    var never = new CountDownLatch(1);
    var timing =
        new KafkaSettings.Timing(Duration.ofSeconds(20), Duration.ofSeconds(6), TestBroker.LOCK);
    KafkaMessageBus.open(KafkaSettings.of(args[0], "stuck").withTiming(timing))
        .consumeWork(
            topic,
            args[2],
            1,
            item -> {
              System.out.println(TOOK);
              never.await();
              throw new IllegalStateException("Never reached");
            });
    never.await();
  }
}

package io.hindcast.benchmarks.messages;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.benchmarks.figures.Timings;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.TopicKey;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long messages are on their way, in order and as work. */
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description = "Publish messages one by one, and a backlog, and time their way to a handler.")
public final class MessagesCommand implements Callable<Integer> {
  private static final int SLOTS = 2;
  private static final long PATIENCE_SECONDS = 60;

  @Option(
      names = "--messages",
      converter = PositiveNumber.class,
      description = "One by one. Default: ${DEFAULT-VALUE}.")
  private int messages = 300;

  @Option(
      names = "--backlog",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int backlog = 1_000;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() throws InterruptedException {
    Timings timings = new Timings();
    try (BenchBed bed = BenchBed.start(0)) {
      inOrder(bed, timings);
      work(bed, timings);
      backlog(bed, timings);
    }
    output.print(timings.report());
    return 0;
  }

  private void inOrder(BenchBed bed, Timings timings) throws InterruptedException {
    Topic<Control> topic = create(bed, "ordered");
    Arrivals arrivals = new Arrivals();
    publish(bed.bus(), topic);
    long subscribed = System.nanoTime();
    bed.bus().subscribe(topic, group(topic), delivery -> arrivals.add());
    timings.note("in order: first message after subscribing", arrivals.next() - subscribed);
    oneByOne(bed.bus(), topic, arrivals, timings, "in order: from publishing to the handler");
  }

  private void work(BenchBed bed, Timings timings) throws InterruptedException {
    Topic<Control> topic = create(bed, "work");
    Arrivals arrivals = new Arrivals();
    publish(bed.bus(), topic);
    long subscribed = System.nanoTime();
    take(bed.bus(), topic, 1, arrivals);
    timings.note("work: first message after subscribing", arrivals.next() - subscribed);
    oneByOne(bed.bus(), topic, arrivals, timings, "work: from publishing to the handler");
  }

  private void backlog(BenchBed bed, Timings timings) throws InterruptedException {
    Topic<Control> topic = create(bed, "backlog");
    Arrivals arrivals = new Arrivals();
    for (int i = 0; i < backlog; i++) {
      publish(bed.bus(), topic);
    }
    take(bed.bus(), topic, SLOTS, arrivals);
    long last = arrivals.next();
    for (int i = 1; i < backlog; i++) {
      long next = arrivals.next();
      timings.note("work: from one of a backlog to the next, two slots", next - last);
      last = next;
    }
  }

  private void oneByOne(
      MessageBus bus, Topic<Control> topic, Arrivals arrivals, Timings timings, String what)
      throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      long published = System.nanoTime();
      publish(bus, topic);
      timings.note(what, arrivals.next() - published);
    }
  }

  private static void take(MessageBus bus, Topic<Control> topic, int slots, Arrivals arrivals) {
    bus.consumeWork(
        topic,
        group(topic),
        slots,
        item -> {
          arrivals.add();
          return WorkOutcome.accept();
        });
  }

  private static void publish(MessageBus bus, Topic<Control> topic) {
    UUID id = UUID.randomUUID();
    bus.publisher()
        .publish(
            topic,
            "key",
            Control.newBuilder()
                .setMeta(MessageMeta.stamp(Control.class, id, id, Instant.now(), null))
                .setAction(ControlAction.PAUSE)
                .setRequestedBy("bench")
                .setReason("bench")
                .build());
  }

  private static Topic<Control> create(BenchBed bed, String name) {
    Topic<Control> topic =
        new Topic<>(
            "hindcast.bench-" + name, Control.class, TopicKey.BACKFILL_ID, 1, Duration.ofHours(1));
    bed.create(topic);
    return topic;
  }

  /** The broker wants a group to be one of subscribers or of workers. */
  private static String group(Topic<?> topic) {
    return topic.name() + "-group";
  }

  /** When messages came to a handler. */
  private static final class Arrivals {
    private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();

    void add() {
      times.add(System.nanoTime());
    }

    long next() throws InterruptedException {
      Long time = times.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (time == null) {
        throw new IllegalStateException(
            "No message arrived within %d s".formatted(PATIENCE_SECONDS));
      }
      return time;
    }
  }
}

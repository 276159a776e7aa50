package io.hindcast.core.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** All workers, and what is to be thought of each. */
public final class Fleet {
  /** Less than this share of what its peers do is slow. */
  private static final double SLOW = 0.25;

  /** Fewer tasks, or less time, prove nothing: partitions differ. */
  private static final int TASKS_MIN = 5;

  private static final Duration BUSY_MIN = Duration.ofSeconds(20);
  private static final int PEERS_MIN = 2;

  private final List<SeenWorker> workers;
  private final Instant now;
  private final Duration silence;

  /**
   * The workers as they are at an instant.
   *
   * @param silence after which a worker that was not heard of is presumed gone
   */
  public Fleet(Collection<SeenWorker> workers, Instant now, Duration silence) {
    this.workers = List.copyOf(workers);
    this.now = now;
    this.silence = silence;
  }

  /** What is to be thought of a worker. */
  public enum Condition {
    WELL,
    /** It has ended as it should, or is about to. */
    LEAVING,
    /** Nothing was heard of it for too long. */
    SILENT,
    /** Its attempts fail for reasons of its own while others succeed. */
    POISONED,
    /** It gets on far worse than the others. */
    SLOW
  }

  /** A worker with its condition and a sentence about it; empty for one that is well. */
  public record Judged(SeenWorker worker, Condition condition, String message) {}

  /** Each of them, in the order given. */
  public List<Judged> judged() {
    return workers.stream().map(this::judge).toList();
  }

  /** Slots of workers that take tasks. */
  public int slots() {
    return workers.stream().filter(this::takes).mapToInt(it -> it.report().slots()).sum();
  }

  /** Workers that take tasks. */
  public int serving() {
    return (int) workers.stream().filter(this::takes).count();
  }

  private boolean takes(SeenWorker worker) {
    return worker.report().state() == WorkerReport.State.SERVING && !silent(worker);
  }

  private boolean silent(SeenWorker worker) {
    return worker.report().state() != WorkerReport.State.STOPPED
        && now.isAfter(worker.seenAt().plus(silence));
  }

  private Judged judge(SeenWorker worker) {
    WorkerReport report = worker.report();
    if (silent(worker)) {
      return new Judged(
          worker,
          Condition.SILENT,
          "Worker %s on %s was last heard of at %s and is presumed gone; it had %d tasks in hand"
              .formatted(report.id(), report.host(), worker.seenAt(), report.tasks().size()));
    }
    return switch (report.state()) {
      case STOPPED, DRAINING -> new Judged(worker, Condition.LEAVING, "");
      case SERVING, RESTING -> poisoned(worker) ? poison(worker) : speed(worker);
    };
  }

  private boolean poisoned(SeenWorker worker) {
    return worker.report().work().failedInRow() >= SelfCheck.FAILURES_MAX
        && workers.stream()
            .anyMatch(peer ->
                another(peer, worker)
                    && takes(peer)
                    && peer.report().work().done() > 0
                    && peer.report().work().failedInRow() == 0);
  }

  private static boolean another(SeenWorker peer, SeenWorker worker) {
    return !peer.report().id().equals(worker.report().id());
  }

  private static Judged poison(SeenWorker worker) {
    WorkerReport report = worker.report();
    return new Judged(
        worker,
        Condition.POISONED,
        "The last %d attempts of worker %s on %s failed for reasons of its own while others succeed: %s"
            .formatted(report.work().failedInRow(), report.id(), report.host(), report.reason()));
  }

  private Judged speed(SeenWorker worker) {
    List<Double> peers =
        workers.stream()
            .filter(peer -> another(peer, worker) && takes(peer) && proven(peer))
            .map(peer -> peer.report().work().rowsPerSecond())
            .sorted()
            .toList();
    if (peers.size() < PEERS_MIN || !proven(worker)) {
      return new Judged(worker, Condition.WELL, "");
    }
    double median = peers.get(peers.size() / 2);
    double own = worker.report().work().rowsPerSecond();
    return own < median * SLOW
        ? new Judged(
            worker,
            Condition.SLOW,
            "Worker %s on %s reads %,.0f rows/s, the median of the others is %,.0f"
                .formatted(worker.report().id(), worker.report().host(), own, median))
        : new Judged(worker, Condition.WELL, "");
  }

  private static boolean proven(SeenWorker worker) {
    WorkerReport.Work work = worker.report().work();
    return work.recentTasks() >= TASKS_MIN && work.recentBusy().compareTo(BUSY_MIN) >= 0;
  }
}

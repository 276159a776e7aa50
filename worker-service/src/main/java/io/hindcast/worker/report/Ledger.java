package io.hindcast.worker.report;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.worker.SelfCheck;
import io.hindcast.core.worker.WorkerReport.State;
import io.hindcast.core.worker.WorkerReport.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the worker has in hand and has done. Thread-safe. */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final int RECENT_MAX = 1000;

  private final InstantSource clock;
  private final Set<String> inHand = new LinkedHashSet<>();
  private final Deque<Done> recent = new ArrayDeque<>();
  private SelfCheck check = SelfCheck.FRESH;
  private String reason = "";
  private long done;
  private long failed;

  /** Of a worker that starts now. */
  public Ledger(InstantSource clock) {
    this.clock = clock;
  }

  private record Done(Instant at, long rows, Duration elapsed) {}

  /** What is to be reported. */
  record Entry(State state, String reason, List<String> tasks, Work work) {}

  /** A task was taken. */
  public synchronized void begun(String task) {
    inHand.add(task);
  }

  /** Nothing more is done about the task, whatever became of it. */
  public synchronized void ended(String task) {
    inHand.remove(task);
  }

  /** An attempt has left its result. */
  public synchronized void staged(long rowsRead, Duration elapsed) {
    done++;
    check = check.succeeded();
    reason = "";
    recent.addLast(new Done(clock.instant(), rowsRead, elapsed));
    if (recent.size() > RECENT_MAX) {
      recent.removeFirst();
    }
  }

  /** An attempt has failed. */
  public synchronized void failed(ErrorCode code, String message) {
    failed++;
    Instant now = clock.instant();
    check = check.failed(code, now);
    reason = check.failedInRow() == 0 ? "" : "%s: %s".formatted(code, message);
    if (check.resting(now)) {
      LOG.warn(
          "{} attempts in a row failed here for reasons of this worker's own: it takes no tasks"
              + " until {} ({})",
          check.failedInRow(),
          check.restUntil(),
          reason);
    }
  }

  /** Whether the worker should take tasks now. */
  public synchronized boolean ready() {
    return !check.resting(clock.instant());
  }

  synchronized Entry entry() {
    Instant now = clock.instant();
    while (!recent.isEmpty() && recent.peekFirst().at().isBefore(now.minus(RECENT))) {
      recent.removeFirst();
    }
    State state = check.resting(now) ? State.RESTING : State.SERVING;
    return new Entry(
        state,
        reason,
        List.copyOf(inHand),
        new Work(
            done,
            failed,
            check.failedInRow(),
            recent.size(),
            recent.stream().mapToLong(Done::rows).sum(),
            recent.stream().map(Done::elapsed).reduce(Duration.ZERO, Duration::plus)));
  }
}

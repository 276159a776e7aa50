package io.hindcast.cli.command;

import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Terminal;
import java.time.Duration;
import java.util.UUID;

/** Waits until a cancel, a pause or a retry has done what it is for. */
final class ControlWait {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** How long a request may be on its way before it counts as refused. */
  private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);

  private final PlannerApi api;
  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final WaitingNotes waiting = new WaitingNotes();

  ControlWait(PlannerApi api, Terminal terminal) {
    this.api = api;
    this.terminal = terminal;
  }

  /**
   * Waits until the backfill has ended.
   *
   * @return {@link ExitCode#OK} when it was cancelled or has failed, {@link ExitCode#REFUSED} when
   *     it ended otherwise, before the cancel arrived
   */
  ExitCode cancelled(UUID id, boolean json) {
    Reply<Backfill> last = poll().until(id, this::warnOnce, it -> it.outcome().ended());
    String state = last.value().state();
    if (state.equals("FAILED")) {
      tell(last, json, "%s: it has FAILED; what it kept for a retry is dropped".formatted(id));
      return ExitCode.OK;
    }
    if (!state.equals("CANCELLED")) {
      terminal.note("hindcast: It ended as %s before the cancel arrived".formatted(state));
      return ExitCode.REFUSED;
    }
    String line =
        "%s: cancelled in %s; %d of its queries run in the warehouse, and none can start"
            .formatted(id, elapsed(), api.runningQueries(id));
    tell(last, json, line);
    return ExitCode.OK;
  }

  /** Waits until the backfill is paused and none of its tasks is with a worker. */
  ExitCode paused(UUID id, boolean json) {
    Reply<Backfill> last =
        poll().until(id, this::warnOnce, it -> it.outcome().ended() || standsStill(it));
    if (last.value().outcome().ended()) {
      terminal.note(
          "hindcast: It ended as %s before the pause arrived".formatted(last.value().state()));
      return ExitCode.REFUSED;
    }
    tell(last, json, "%s: paused in %s; none of its tasks runs".formatted(id, elapsed()));
    return ExitCode.OK;
  }

  /**
   * Waits until the failed backfill has gone on, and then for its end.
   *
   * @return as of {@link BackfillWatch#follow}
   */
  ExitCode retried(UUID id, boolean json) {
    poll().until(id, this::warnOnce, it -> !it.state().equals("FAILED") || overdue());
    return new BackfillWatch(api, terminal).follow(id, json);
  }

  private boolean overdue() {
    return System.nanoTime() - start > ARRIVAL_MAX.toNanos();
  }

  private static boolean standsStill(Backfill backfill) {
    return backfill.paused() && backfill.progress().tasksRunning() == 0;
  }

  private void warnOnce(Reply<Backfill> reply) {
    waiting.fresh(reply.value()).forEach(text -> terminal.note("hindcast: " + text));
  }

  private void tell(Reply<Backfill> last, boolean json, String line) {
    if (json) {
      OutputOptions.print(terminal, last.json());
    } else {
      terminal.line(line);
    }
  }

  private BackfillPoll poll() {
    return new BackfillPoll(api, INTERVAL);
  }

  private String elapsed() {
    return Figures.duration(Duration.ofNanos(System.nanoTime() - start));
  }
}

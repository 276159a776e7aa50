package io.hindcast.cli.command;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Terminal;
import java.util.Optional;

/** Progress for logs and pipes: a line when the state changes and at every tenth of the way. */
final class ProgressLines {
  private final Terminal terminal;
  private final WaitingNotes waiting = new WaitingNotes();
  private String shown = "";

  ProgressLines(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(Backfill backfill) {
    Optional<String> slower = PaceLines.of(terminal, backfill).flatMap(PaceLines::slower);
    String step =
        StatusPage.state(backfill)
            + StatusPage.round(backfill)
            + (int) (backfill.progress().percent() / 10)
            + slower.isPresent();
    if (!step.equals(shown)) {
      shown = step;
      terminal.line(line(backfill) + slower.map(text -> "  " + text).orElse(""));
    }
    waiting.fresh(backfill).forEach(terminal::line);
  }

  /** Why it waits again, if it does. */
  private static String reason(Backfill backfill) {
    Backfill.Reason reason = backfill.reason();
    return reason == null || reason.message() == null ? "" : "  " + reason.message();
  }

  private static String line(Backfill backfill) {
    Backfill.Progress progress = backfill.progress();
    String line =
        "%-17s %6s  %s of %s partitions  %s"
                .formatted(
                    StatusPage.state(backfill),
                    Figures.percent(Math.rint(progress.percent())),
                    Figures.count(progress.partitionsDone()),
                    Figures.count(progress.partitionsTotal()),
                    Figures.rate(progress.rowsPerSecond()))
            + StatusPage.round(backfill);
    if (backfill.outcome() == Outcome.WAITING) {
      return line + reason(backfill) + "  approve with: hindcast approve " + backfill.backfillId();
    }
    if (backfill.state().equals("QUEUED") && backfill.reason() != null) {
      return line + "  " + backfill.reason().message();
    }
    Double eta = progress.etaSeconds();
    return eta == null || progress.percent() >= 100 ? line : line + "  ETA " + Figures.seconds(eta);
  }
}

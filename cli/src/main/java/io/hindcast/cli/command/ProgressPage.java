package io.hindcast.cli.command;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Progress for people: a bar, figures and the waves, to be redrawn in place. */
final class ProgressPage {
  private static final int BAR_COLUMNS = 40;

  private final Terminal terminal;

  ProgressPage(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(Backfill backfill) {
    List<String> lines = new ArrayList<>();
    lines.add(StatusPage.headline(terminal, backfill));
    lines.add("  " + bar(backfill.progress()));
    lines.add("  " + figures(backfill.progress()) + StatusPage.round(backfill));
    lines.add("  " + waves(backfill));
    PaceLines.of(terminal, backfill)
        .flatMap(PaceLines::slower)
        .ifPresent(line -> lines.add("  " + line));
    if (backfill.outcome() == Outcome.WAITING) {
      lines.add("  Approve with: hindcast approve " + backfill.backfillId());
    }
    WaitingNotes.all(backfill).forEach(text -> lines.add("  " + terminal.paint(Style.WARN, text)));
    return lines;
  }

  private String bar(Backfill.Progress progress) {
    int width = Math.min(BAR_COLUMNS, terminal.columns() - 30);
    String bar = terminal.bar(progress.percent() / 100, width);
    Double eta = progress.etaSeconds();
    String time =
        eta == null || progress.percent() >= 100
            ? Figures.seconds(progress.elapsedSeconds())
            : Figures.seconds(progress.elapsedSeconds()) + ", ETA " + Figures.seconds(eta);
    return "%s %5s  %s".formatted(bar, Figures.percent(Math.rint(progress.percent())), time);
  }

  private static String figures(Backfill.Progress progress) {
    return "%s of %s partitions, %s rows read, %s, %d running"
        .formatted(
            Figures.count(progress.partitionsDone()),
            Figures.count(progress.partitionsTotal()),
            Figures.count(progress.rowsRead()),
            Figures.rate(progress.rowsPerSecond()),
            progress.tasksRunning());
  }

  private String waves(Backfill backfill) {
    List<String> waves = new ArrayList<>();
    for (Backfill.Wave wave : backfill.waves()) {
      boolean done = wave.tasks() > 0 && wave.tasksDone() == wave.tasks();
      Style style = done ? Style.GOOD : wave.tasksDone() > 0 ? Style.ACCENT : Style.DIM;
      String text =
          "%s %d/%d".formatted(Figures.percent(wave.percent()), wave.tasksDone(), wave.tasks());
      waves.add(terminal.paint(style, text));
    }
    return "waves  " + String.join("   ", waves);
  }
}

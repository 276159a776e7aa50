package io.hindcast.cli.command;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.api.Outlook;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one backfill. */
final class StatusPage {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final Backfill backfill;

  StatusPage(Terminal terminal, Backfill backfill) {
    this.terminal = terminal;
    this.backfill = backfill;
  }

  /** The state as people call it: a paused backfill is paused, whatever it would do next. */
  static String state(Backfill backfill) {
    if (!backfill.paused() || backfill.outcome().ended()) {
      return backfill.state();
    }
    long running = backfill.progress().tasksRunning();
    return running == 0
        ? backfill.state() + " (paused)"
        : "%s (pausing, %d tasks end)".formatted(backfill.state(), running);
  }

  /** Which recomputation this is, when it is not the first: of changed inputs, or of late rows. */
  static String round(Backfill backfill) {
    if (backfill.followUpRounds() > 0) {
      return "  follow-up " + backfill.followUpRounds();
    }
    return backfill.catchUpRounds() > 0 ? "  catch-up " + backfill.catchUpRounds() : "";
  }

  /** Name, id and state. */
  static String headline(Terminal terminal, Backfill backfill) {
    return "%s  %s  %s"
        .formatted(
            terminal.paint(Style.BOLD, backfill.name()),
            terminal.paint(Style.DIM, backfill.backfillId()),
            terminal.paint(style(backfill.outcome()), state(backfill)));
  }

  /** How an outcome is painted. */
  static Style style(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> Style.GOOD;
      case FAILED -> Style.BAD;
      case WAITING -> Style.WARN;
      case RUNNING -> Style.ACCENT;
    };
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(headline(terminal, backfill));
    lines.addAll(reason());
    lines.addAll(facts());
    section(lines, waves());
    PaceLines.of(terminal, backfill).ifPresent(pace -> section(lines, pace.changes()));
    section(lines, checks());
    section(lines, swaps());
    section(lines, group());
    lines.addAll(gap());
    section(lines, views());
    section(lines, dependents());
    backfill.warnings().forEach(text -> lines.add(terminal.paint(Style.WARN, "warning: ") + text));
    return lines;
  }

  private void section(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines(terminal, INDENT));
    }
  }

  private List<String> reason() {
    Backfill.Reason reason = backfill.reason();
    if (reason == null) {
      return List.of();
    }
    String task = reason.task() == null ? "" : " in task " + reason.task();
    String text = "%s (%s%s)".formatted(orDash(reason.message()), orDash(reason.code()), task);
    return List.of(INDENT + terminal.paint(style(backfill.outcome()), text));
  }

  private List<String> facts() {
    Backfill.Progress progress = backfill.progress();
    Facts facts = new Facts(terminal);
    facts.add("target", orDash(backfill.target()) + range());
    facts.add("transform", orDash(backfill.transformVersion()));
    facts.add(
        "progress",
        "%s, %s of %s partitions, %s of %s tasks"
            .formatted(
                Figures.percent(Math.rint(progress.percent())),
                Figures.count(progress.partitionsDone()),
                Figures.count(progress.partitionsTotal()),
                Figures.count(progress.tasksDone()),
                Figures.count(progress.tasksTotal())));
    facts.add(
        "rows",
        "%s read, %s written, %s"
            .formatted(
                Figures.count(progress.rowsRead()),
                Figures.count(progress.rowsWritten()),
                Figures.rate(progress.rowsPerSecond())));
    facts.add("time", Figures.seconds(progress.elapsedSeconds()) + eta(progress.etaSeconds()));
    if (backfill.outlook() != null) {
      facts.add("in all", inAll(backfill.outlook()));
    }
    PaceLines.of(terminal, backfill).ifPresent(pace -> pace.addTo(facts));
    Backfill.Content content = backfill.content();
    if (content != null) {
      facts.add(
          "content",
          "%s, %s rows in %s partitions; approve it with: hindcast approve %s --content %s"
              .formatted(
                  content.digest(),
                  Figures.count(content.rows()),
                  Figures.count(content.partitions()),
                  backfill.backfillId(),
                  content.digest()));
    }
    facts.add("by", "%s, %s".formatted(orDash(backfill.requestedBy()), orDash(backfill.origin())));
    return facts.lines();
  }

  /** What it will have taken in the end, by what was measured. */
  private String inAll(Outlook outlook) {
    String sizes =
        "%s read, %s written, %s of tasks"
            .formatted(
                Figures.bytes(outlook.bytesToRead()),
                Figures.bytes(outlook.bytesToWrite()),
                Figures.seconds(outlook.taskSeconds()));
    Outlook.Cost cost = backfill.cost();
    return cost == null ? sizes : sizes + ", " + Figures.money(cost.amount(), cost.currency());
  }

  private String range() {
    Backfill.Range range = backfill.range();
    return range == null ? "" : ", " + Times.brief(range.from()) + " to " + Times.brief(range.to());
  }

  private static String eta(@Nullable Double seconds) {
    return seconds == null ? "" : ", about " + Figures.seconds(seconds) + " to go";
  }

  private Table waves() {
    Table table =
        new Table().right("WAVE").right("UP TO").right("PARTITIONS").right("TASKS").left("STATE");
    for (Backfill.Wave wave : backfill.waves()) {
      table.row(
          Integer.toString(wave.index()),
          Figures.percent(wave.percent()),
          Figures.count(wave.partitions()),
          wave.tasksDone() + "/" + wave.tasks(),
          orDash(wave.state()));
    }
    return table;
  }

  private Table checks() {
    Table table =
        new Table()
            .right("WAVE")
            .left("CHECK")
            .left("OUTCOME")
            .left("EXPECTED")
            .left("ACTUAL")
            .left("");
    for (Backfill.Check check : backfill.checks()) {
      boolean passed = check.outcome().equals("PASSED");
      String outcome = terminal.paint(style(check), check.outcome());
      table.row(
          Integer.toString(check.wave()),
          check.name(),
          outcome,
          orDash(check.expected()),
          orDash(check.actual()),
          passed ? "" : orDash(check.message()));
    }
    return table;
  }

  private static Style style(Backfill.Check check) {
    return switch (check.outcome()) {
      case "PASSED" -> Style.GOOD;
      case "SKIPPED" -> Style.WARN;
      default -> Style.BAD;
    };
  }

  private Table swaps() {
    Table table =
        new Table()
            .right("SWAP")
            .left("OUTCOME")
            .right("PARTITIONS")
            .right("ROWS")
            .right("CARRIED")
            .right("EXCHANGE")
            .left("");
    List<Backfill.Swap> swaps = backfill.swaps();
    for (int i = 0; i < swaps.size(); i++) {
      Backfill.Swap swap = swaps.get(i);
      boolean again = swap.outcome().equals("REFUSED") && i < swaps.size() - 1;
      table.row(
          Integer.toString(swap.round()),
          again ? "REFUSED, tried again" : swap.outcome(),
          Figures.count(swap.partitions()),
          "%s -> %s".formatted(Figures.count(swap.rowsBefore()), Figures.count(swap.rowsAfter())),
          Figures.count(swap.carriedRows()),
          "%.1f ms".formatted(swap.exchangeMicros() / 1_000.0),
          swap.message() == null ? "" : swap.message());
    }
    return table;
  }

  private Table group() {
    Table table = new Table().left("GROUP").left("TARGET").left("STATE");
    Backfill.Group group = backfill.group();
    if (group != null) {
      group.members().forEach(it -> table.row(it.backfillId(), it.target(), it.state()));
    }
    return table;
  }

  /** How long readers could see one table of the group new and another one old. */
  private List<String> gap() {
    return backfill.swaps().stream()
        .filter(swap -> swap.groupId() != null && !swap.outcome().equals("REFUSED"))
        .reduce((earlier, later) -> later)
        .map(swap ->
            "%sthe group's last swap: %.1f ms from the first to the last table"
                .formatted(INDENT, swap.groupGapMicros() / 1_000.0))
        .stream()
        .toList();
  }

  private Table views() {
    Table table = new Table().left("VIEW").left("AFTER THE SWAP").left("");
    for (Backfill.BesideView view : backfill.views()) {
      String outcome = terminal.paint(view.intact() ? Style.GOOD : Style.BAD, outcome(view));
      table.row(view.view(), outcome, orDash(view.message()));
    }
    return table;
  }

  private static String outcome(Backfill.BesideView view) {
    return view.intact() ? "VERIFIED" : "BROKEN";
  }

  private Table dependents() {
    Table table =
        new Table().left("DEPENDENT TABLE").left("ACTION").left("BACKFILL").left("STATE").left("");
    for (Backfill.Fed fed : backfill.dependents()) {
      table.row(
          fed.table(),
          fed.action(),
          orDash(fed.backfillId()),
          orDash(fed.state()),
          fed.backfillId() == null ? orDash(fed.message()) : "");
    }
    return table;
  }

  private static String orDash(@Nullable String text) {
    return text == null || text.isBlank() ? "-" : text;
  }
}

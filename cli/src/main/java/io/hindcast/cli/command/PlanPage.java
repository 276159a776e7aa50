package io.hindcast.cli.command;

import io.hindcast.cli.api.Plan;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan for people to read before they say yes. */
final class PlanPage {
  private static final String INDENT = "  ";
  private static final int LEFT_ALONE_MAX = 20;

  /** A task that is this much larger than the median is worth a look. */
  private static final int HEAVY_FACTOR = 2;

  private final Terminal terminal;
  private final Plan plan;

  PlanPage(Terminal terminal, Plan plan) {
    this.terminal = terminal;
    this.plan = plan;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(terminal.paint(Style.BOLD, plan.name()) + "  " + plan.target());
    lines.addAll(facts());
    if (!plan.waves().isEmpty()) {
      lines.add("");
      lines.addAll(waves());
    }
    section(lines, heaviest());
    section(lines, selection());
    if (plan.partitions() > 0) {
      lines.add("");
      lines.addAll(SchemaLines.lines(terminal, plan.schema()));
    }
    section(lines, leftAlone());
    section(lines, dependents());
    section(lines, fed());
    if (!plan.findings().isEmpty()) {
      lines.add("");
      plan.findings().forEach(finding -> lines.add(FindingLines.of(terminal, finding)));
    }
    return lines;
  }

  List<String> taskLines() {
    Table table =
        new Table()
            .left("TASK")
            .right("WAVE")
            .left("FROM")
            .left("TO")
            .right("PARTITIONS")
            .right("ROWS TO READ");
    plan.taskList()
        .forEach(task ->
            table.row(
                task.taskId(),
                Integer.toString(task.wave()),
                Times.brief(task.from()),
                Times.brief(task.to()),
                Figures.count(task.partitions().size()),
                Figures.count(task.rowsToRead())));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(terminal, INDENT));
    return lines;
  }

  private List<String> facts() {
    Facts facts = new Facts(terminal);
    if (plan.range() != null) {
      facts.add(
          "range", Times.brief(plan.range().from()) + " to " + Times.brief(plan.range().to()));
    }
    facts.add(
        "work",
        "%s partitions in %s tasks"
            .formatted(Figures.count(plan.partitions()), Figures.count(plan.tasks())));
    if (plan.partitions() == 0) {
      facts.add("result", "nothing to do: a submission ends at once, with exit code 0");
      return facts.lines();
    }
    facts.add("read", Figures.count(plan.rowsToRead()) + " rows");
    facts.add(
        "write",
        "%s rows, %s"
            .formatted(Figures.count(plan.rowsToWrite()), Figures.bytes(plan.bytesToWrite())));
    facts.add(
        "disk",
        "%s needed, %s free"
            .formatted(Figures.bytes(plan.diskNeeded()), Figures.bytes(plan.diskFree())));
    facts.add("time", time());
    if (plan.cost() != null) {
      facts.add("cost", "about " + Figures.money(plan.cost().amount(), plan.cost().currency()));
    }
    if (plan.workload() != null) {
      facts.add("skew", skew(plan.workload()));
    }
    if (plan.strategy() != null) {
      String atomic =
          plan.atomic() ? "all partitions at once" : "partition by partition, not atomic";
      facts.add("swap", plan.strategy().toLowerCase(java.util.Locale.ROOT) + ", " + atomic);
    }
    return facts.lines();
  }

  private String time() {
    return plan.outlook() == null
        ? "not known before the first wave has run"
        : "about %s, as fast as the last backfill of the table was"
            .formatted(Figures.seconds(plan.outlook().secondsLeft()));
  }

  private static String skew(Plan.Workload workload) {
    String tasks =
        "the largest task has %s rows, the median %s"
            .formatted(Figures.count(workload.largestTask()), Figures.count(workload.medianTask()));
    return workload.chunks() == 0
        ? tasks
        : "%s; %s cut into %s chunks"
            .formatted(
                tasks,
                workload.partitionsSplit() == 1
                    ? "1 partition is"
                    : Figures.count(workload.partitionsSplit()) + " partitions are",
                Figures.count(workload.chunks()));
  }

  private Table heaviest() {
    Table table = new Table().left("HEAVIEST").right("ROWS TO READ").right("TASKS");
    Plan.Workload workload = plan.workload();
    // Where all fit into tasks of their own size, none stands out.
    if (workload != null
        && (workload.chunks() > 0
            || workload.largestTask() > HEAVY_FACTOR * workload.medianTask())) {
      workload
          .heaviest()
          .forEach(heavy ->
              table.row(
                  heavy.partitions() == 1
                      ? heavy.partition()
                      : "%s and %d more".formatted(heavy.partition(), heavy.partitions() - 1),
                  Figures.count(heavy.rows()),
                  Figures.count(heavy.tasks())));
    }
    return table;
  }

  private List<String> waves() {
    Table table =
        new Table()
            .right("WAVE")
            .right("UP TO")
            .right("PARTITIONS")
            .right("TASKS")
            .right("ROWS TO READ");
    plan.waves()
        .forEach(wave ->
            table.row(
                Integer.toString(wave.index()),
                Figures.percent(wave.percent()),
                Figures.count(wave.partitions()),
                Figures.count(wave.tasks()),
                Figures.count(wave.rowsToRead())));
    return table.lines(terminal, INDENT);
  }

  private void section(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines(terminal, INDENT));
    }
  }

  /** Only where the scope leaves partitions out, or could. */
  private Table selection() {
    Table table =
        new Table().left("SCOPE").right("PARTITIONS").left("FIRST").left("LAST").left("BECAUSE");
    Plan.Selection selection = plan.selection();
    if (selection != null && !selection.reprocess().equals("completed")) {
      selection
          .groups()
          .forEach(group ->
              table.row(
                  group.recomputed() ? "recomputed" : "left out",
                  Figures.count(group.partitions()),
                  group.first(),
                  group.last(),
                  group.text()));
    }
    return table;
  }

  private Table leftAlone() {
    Table table = new Table().left("LEFT ALONE").left("FROM").left("TO").left("BECAUSE");
    plan.leftAlone().stream()
        .limit(LEFT_ALONE_MAX)
        .forEach(each ->
            table.row(
                each.partition(), Times.brief(each.from()), Times.brief(each.to()), each.reason()));
    int more = plan.leftAlone().size() - LEFT_ALONE_MAX;
    if (more > 0) {
      table.row("%,d more".formatted(more), "", "", "--output json lists them");
    }
    return table;
  }

  private Table dependents() {
    Table table = new Table().left("VIEW").left("KIND").left("RELATION").left("TABLE").left("INTO");
    plan.dependents()
        .forEach(view ->
            table.row(
                view.view(),
                orDash(view.kind()),
                view.relation(),
                orDash(view.through()),
                orDash(view.into())));
    return table;
  }

  private Table fed() {
    Table table = new Table().left("DEPENDENT TABLE").left("ACTION").left("");
    plan.fed().forEach(each -> table.row(each.table(), each.action(), each.message()));
    return table;
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}

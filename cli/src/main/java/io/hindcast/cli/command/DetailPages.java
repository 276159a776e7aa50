package io.hindcast.cli.command;

import io.hindcast.cli.api.AuditEvent;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists behind a backfill's status. */
final class DetailPages {
  private final Terminal terminal;

  DetailPages(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> tasks(List<TaskRun> tasks) {
    Table table =
        new Table()
            .left("TASK")
            .right("WAVE")
            .left("STATE")
            .right("ATTEMPT")
            .left("FROM")
            .left("TO");
    table.right("READ").right("WRITTEN").right("TIME").left("ERROR");
    for (TaskRun task : tasks) {
      table.row(
          task.taskId(),
          Integer.toString(task.wave()),
          task.state(),
          Integer.toString(task.attempt()),
          Times.brief(task.from()),
          Times.brief(task.to()),
          Figures.count(task.rowsRead()),
          Figures.count(task.rowsWritten()),
          Figures.duration(Duration.ofMillis(task.durationMs())),
          error(task));
    }
    List<String> lines = new ArrayList<>(table.lines(terminal, ""));
    Table failures = failures(tasks);
    if (!failures.isEmpty()) {
      lines.add("");
      lines.addAll(failures.lines(terminal, ""));
    }
    return lines;
  }

  private static Table failures(List<TaskRun> tasks) {
    Table table =
        new Table()
            .left("FAILED ATTEMPT")
            .left("AT")
            .left("WORKER")
            .right("THRIFT")
            .left("CODE")
            .left("");
    for (TaskRun task : tasks) {
      for (TaskRun.Failure failure : task.failures()) {
        table.row(
            "%s #%d".formatted(task.taskId(), failure.attempt()),
            failure.at(),
            orNothing(failure.workerId()),
            Integer.toString(failure.thrift()),
            failure.code(),
            orNothing(failure.message()));
      }
    }
    return table;
  }

  List<String> events(List<AuditEvent> events) {
    Table table =
        new Table().left("AT").left("EVENT").left("FROM").left("TO").left("BY").left("REASON");
    for (AuditEvent event : events) {
      table.row(
          event.at(),
          event.event(),
          orNothing(event.from()),
          orNothing(event.to()),
          orNothing(event.by()),
          orNothing(event.reason()));
    }
    return table.lines(terminal, "");
  }

  private String error(TaskRun task) {
    var error = task.error();
    return error == null
        ? ""
        : terminal.paint(Style.BAD, orNothing(error.code()) + ": " + orNothing(error.message()));
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}

package io.hindcast.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.connection.LocalStackDescription;
import io.hindcast.cli.connection.LocalStackFile;
import io.hindcast.cli.connection.StackProcess;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The local stack: how to reach its servers and which processes live. */
public final class LocalStackPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;
  private final Path directory;

  /** Of the stack in the directory. */
  public LocalStackPage(Terminal terminal, Path directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  /** Prints it; {@link ExitCode#REFUSED} when no stack is up. */
  public ExitCode show(boolean json) {
    Optional<LocalStackDescription> found =
        LocalStackFile.read(directory).filter(LocalStackDescription::isUp);
    if (found.isEmpty()) {
      return nothing(json);
    }
    if (json) {
      OutputOptions.print(terminal, json(found.get()));
    } else {
      lines(found.get()).forEach(terminal::line);
    }
    List<String> missing = found.get().missing();
    if (!missing.isEmpty()) {
      terminal.note(
          "Not running: %s. The stack starts it again by itself; the end of its log says why it ended."
              .formatted(String.join(", ", missing)));
    }
    return ExitCode.OK;
  }

  private ExitCode nothing(boolean json) {
    if (json) {
      ObjectNode node = JSON.createObjectNode().put("state", "DOWN");
      OutputOptions.print(terminal, node.put("directory", directory.toString()));
    } else {
      terminal.note(
          "No local stack is up in %s. Start it with 'hindcast up'.".formatted(directory));
    }
    return ExitCode.REFUSED;
  }

  private static ObjectNode json(LocalStackDescription stack) {
    ObjectNode node =
        JSON.createObjectNode().put("state", stack.missing().isEmpty() ? "UP" : "DEGRADED");
    node.put("directory", stack.directory()).put("startedAt", stack.startedAt());
    node.set("endpoints", JSON.valueToTree(stack.endpoints()));
    ArrayNode processes = node.putArray("processes");
    for (StackProcess process : stack.processes()) {
      processes
          .addObject()
          .put("name", process.name())
          .put("pid", process.pid())
          .put("state", state(process))
          .put("log", process.log());
    }
    return node;
  }

  private List<String> lines(LocalStackDescription stack) {
    LocalStackDescription.Endpoints endpoints = stack.endpoints();
    List<String> lines = new ArrayList<>();
    lines.add(terminal.paint(Style.BOLD, "Local stack") + " in " + stack.directory());
    lines.addAll(
        new Facts(terminal)
            .add("api", endpoints.api().url())
            .add("kafka", endpoints.kafka().bootstrap())
            .add(
                "clickhouse", endpoints.clickhouse().url() + " as " + endpoints.clickhouse().user())
            .add("postgres", endpoints.postgres().url() + " as " + endpoints.postgres().user())
            .lines());
    lines.add("");
    Table table = new Table().left("PROCESS").right("PID").left("STATE").left("LOG");
    for (StackProcess process : stack.processes()) {
      Style style = process.isAlive() ? Style.GOOD : Style.BAD;
      String state = terminal.paint(style, state(process));
      table.row(process.name(), Long.toString(process.pid()), state, process.log());
    }
    lines.addAll(table.lines(terminal, "  "));
    return lines;
  }

  private static String state(StackProcess process) {
    return process.isAlive() ? "RUNNING" : "STOPPED";
  }
}

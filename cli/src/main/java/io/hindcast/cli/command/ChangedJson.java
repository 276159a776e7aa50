package io.hindcast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Terminal;
import java.util.function.Consumer;

/** Prints an answer as one line of JSON unless it equals the one before. */
final class ChangedJson implements Consumer<Reply<Backfill>> {
  private final Terminal terminal;
  private JsonNode before = MissingNode.getInstance();

  ChangedJson(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Reply<Backfill> reply) {
    if (!reply.json().equals(before)) {
      terminal.line(reply.json().toString());
      before = reply.json();
    }
  }
}

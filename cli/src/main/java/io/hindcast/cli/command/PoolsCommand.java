package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Pace;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Pools;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the pools. */
@Command(
    name = "pools",
    mixinStandardHelpOptions = true,
    description = "List the pools, their slots and the backfills that share them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast pools",
      "  hindcast pools -o json | jq '.pools[] | {pool, used, usable}'",
      "",
      "USABLE are the slots that the pool's throttle permits now. A backfill that WAITS could use more",
      "slots than it is granted; HELD ones may start nothing, and say why."
    })
final class PoolsCommand extends ApiCommand {
  private static final String INDENT = "  ";

  PoolsCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    Reply<Pools> reply = api.pools();
    if (json()) {
      print(reply.json());
    } else {
      show(reply.value().pools());
    }
    return ExitCode.OK;
  }

  private void show(List<Pools.Pool> pools) {
    Table table =
        new Table()
            .left("POOL")
            .right("USED")
            .right("USABLE")
            .right("SLOTS")
            .right("BACKFILLS")
            .right("WAITING")
            .left("THROTTLE");
    for (Pools.Pool pool : pools) {
      table.row(
          pool.pool(),
          Integer.toString(pool.used()),
          Integer.toString(pool.usable()),
          Integer.toString(pool.slots()),
          Integer.toString(pool.backfills().size()),
          Long.toString(pool.waiting()),
          throttle(pool.throttle()));
    }
    print(table.lines(terminal(), ""));
    pools.forEach(this::showMembers);
  }

  private void showMembers(Pools.Pool pool) {
    if (pool.backfills().isEmpty()) {
      return;
    }
    Table table =
        new Table()
            .left(pool.pool())
            .left("BACKFILL")
            .right("PRIORITY")
            .right("RUNNING")
            .right("GRANTED")
            .right("PERMITTED")
            .left("");
    for (Pools.Member member : pool.backfills()) {
      table.row(
          member.backfillId(),
          member.name(),
          Integer.toString(member.priority()),
          Integer.toString(member.running()),
          Integer.toString(member.granted()),
          Integer.toString(member.ceiling()),
          standing(member));
    }
    terminal().line("");
    print(table.lines(terminal(), INDENT));
  }

  private String standing(Pools.Member member) {
    String hold = member.hold();
    if (hold != null && !hold.isEmpty()) {
      return terminal().paint(Style.WARN, "HELD: " + hold);
    }
    return member.waiting() ? "WAITS" : "";
  }

  private String throttle(Pace.@Nullable Throttle throttle) {
    return throttle == null ? "" : PaceLines.throttle(terminal(), throttle);
  }
}

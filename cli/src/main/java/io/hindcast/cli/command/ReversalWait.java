package io.hindcast.cli.command;

import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Waits for what becomes of a rollback, or of a swap forward again, and tells it. */
final class ReversalWait {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final PlannerApi api;
  private final Terminal terminal;

  ReversalWait(PlannerApi api, Terminal terminal) {
    this.api = api;
    this.terminal = terminal;
  }

  /**
   * Waits until one more reversal than before has ended.
   *
   * @param before the backfill before it was asked for
   * @return {@link ExitCode#OK} when it was done, {@link ExitCode#REFUSED} when it was refused
   */
  ExitCode follow(UUID id, Backfill before, boolean json) {
    long ended = ended(before);
    WaitingNotes waiting = new WaitingNotes();
    Reply<Backfill> last =
        new BackfillPoll(api, INTERVAL)
            .until(
                id,
                reply ->
                    waiting
                        .fresh(reply.value())
                        .forEach(text -> terminal.note("hindcast: " + text)),
                backfill -> ended(backfill) > ended);
    Backfill.Reversal reversal =
        last.value().reversals().stream().filter(Backfill.Reversal::ended).toList().getLast();
    if (json) {
      OutputOptions.print(terminal, last.json());
    } else {
      tell(id, last.value(), reversal);
    }
    return reversal.refused() ? ExitCode.REFUSED : ExitCode.OK;
  }

  private static long ended(Backfill backfill) {
    return backfill.reversals().stream().filter(Backfill.Reversal::ended).count();
  }

  private void tell(UUID id, Backfill backfill, Backfill.Reversal reversal) {
    if (reversal.refused()) {
      String what = reversal.back() ? "The rollback" : "Swapping forward again";
      terminal.note(
          "hindcast: %s was refused: %s (%s). The backfill is %s"
              .formatted(what, reversal.message(), reversal.code(), backfill.state()));
      return;
    }
    String state = terminal.paint(Style.GOOD, backfill.state());
    terminal.line("%s  %s  %s".formatted(backfill.name(), backfill.backfillId(), state));
    List<Backfill.Swap> swaps = backfill.swaps();
    if (!swaps.isEmpty()) {
      Backfill.Swap last = swaps.getLast();
      terminal.line("  " + figures(last));
      if (last.message() != null && !last.message().isEmpty()) {
        terminal.line("  " + last.message());
      }
    }
    terminal.note(
        reversal.back()
            ? "Swap forward again with: hindcast approve " + id
            : "Roll back again with: hindcast rollback " + id);
  }

  private static String figures(Backfill.Swap swap) {
    return "%s partitions, %s -> %s rows, %s rows written since were carried over, exchanged in %.1f ms"
        .formatted(
            Figures.count(swap.partitions()),
            Figures.count(swap.rowsBefore()),
            Figures.count(swap.rowsAfter()),
            Figures.count(swap.carriedRows()),
            swap.exchangeMicros() / 1_000.0);
  }
}

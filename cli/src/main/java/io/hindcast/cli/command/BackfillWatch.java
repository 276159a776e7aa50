package io.hindcast.cli.command;

import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.LiveArea;
import io.hindcast.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Follows one backfill to its end, in place on a terminal and line by line elsewhere. */
public final class BackfillWatch {
  private static final Duration IN_PLACE = Duration.ofMillis(250);
  private static final Duration LINE_BY_LINE = Duration.ofMillis(300);

  private final PlannerApi api;
  private final Terminal terminal;

  /** Something that goes on beside the backfill. */
  @FunctionalInterface
  public interface Companion {
    /** Hears where the backfill stands; its lines are shown where lines change in place. */
    List<String> beside(Backfill backfill);
  }

  /** Watches through the client, on the terminal. */
  public BackfillWatch(PlannerApi api, Terminal terminal) {
    this.api = api;
    this.terminal = terminal;
  }

  /**
   * Shows the progress until the end, then the whole status; in JSON the status alone.
   *
   * @return {@link ExitCode#OK} only if the backfill was swapped in and views work as before
   */
  ExitCode follow(UUID id, boolean json) {
    return verdict(until(id, json, BackfillWatch::hasEnded));
  }

  /** Shows the progress until something holds, then the whole status; in JSON the status alone. */
  Backfill until(UUID id, boolean json, Predicate<Backfill> condition) {
    Reply<Backfill> last =
        json
            ? poll(LINE_BY_LINE).until(id, reply -> {}, condition)
            : progress(id, ignored -> List.of(), condition);
    if (json) {
      OutputOptions.print(terminal, last.json());
    } else {
      new StatusPage(terminal, last.value()).lines().forEach(terminal::line);
    }
    return last.value();
  }

  /** Prints every change as one line of JSON until the end. */
  ExitCode stream(UUID id) {
    Consumer<Reply<Backfill>> printer = new ChangedJson(terminal);
    return verdict(poll(LINE_BY_LINE).untilEnd(id, printer).value());
  }

  /**
   * Shows the progress until the end and returns what the planner says of it then.
   *
   * @param companion told of each answer
   */
  public Reply<Backfill> progress(UUID id, Companion companion) {
    return progress(id, companion, BackfillWatch::hasEnded);
  }

  private Reply<Backfill> progress(UUID id, Companion companion, Predicate<Backfill> condition) {
    return terminal.interactive()
        ? inPlace(id, companion, condition)
        : lineByLine(id, companion, condition);
  }

  private Reply<Backfill> inPlace(UUID id, Companion companion, Predicate<Backfill> condition) {
    LiveArea area = terminal.liveArea();
    ProgressPage page = new ProgressPage(terminal);
    Consumer<Reply<Backfill>> display =
        reply -> {
          List<String> lines = new ArrayList<>(page.lines(reply.value()));
          lines.addAll(companion.beside(reply.value()));
          area.show(lines);
        };
    Reply<Backfill> last = poll(IN_PLACE).until(id, display, condition);
    area.clear();
    return last;
  }

  private Reply<Backfill> lineByLine(UUID id, Companion companion, Predicate<Backfill> condition) {
    ProgressLines lines = new ProgressLines(terminal);
    Consumer<Reply<Backfill>> display =
        reply -> {
          lines.show(reply.value());
          companion.beside(reply.value());
        };
    return poll(LINE_BY_LINE).until(id, display, condition);
  }

  private BackfillPoll poll(Duration interval) {
    return new BackfillPoll(api, interval);
  }

  private static boolean hasEnded(Backfill backfill) {
    return backfill.outcome().ended();
  }

  /** What the end means for a script. */
  static ExitCode verdict(Backfill backfill) {
    if (backfill.outcome() != Outcome.SUCCEEDED) {
      return ExitCode.FAILED;
    }
    return backfill.viewsIntact() ? ExitCode.OK : ExitCode.VIEWS_BROKEN;
  }
}

package io.hindcast.cli.command;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Pace;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fast a backfill may go, and why. */
final class PaceLines {
  private static final int CHANGES_MAX = 5;
  private static final String WITHIN = "WITHIN";
  private static final String HELD = "HELD";
  private static final String WHOLE = "100%";

  private final Terminal terminal;
  private final Pace pace;

  private PaceLines(Terminal terminal, Pace pace) {
    this.terminal = terminal;
    this.pace = pace;
  }

  /** Of a backfill that may have slots now; empty of any other. */
  static Optional<PaceLines> of(Terminal terminal, Backfill backfill) {
    return Optional.ofNullable(backfill.pace())
        .filter(pace -> backfill.state().equals("RUNNING"))
        .map(pace -> new PaceLines(terminal, pace));
  }

  /** A throttle in a few words. */
  static String throttle(Terminal terminal, Pace.Throttle throttle) {
    String reason = throttle.reason() == null ? "" : throttle.reason();
    return switch (throttle.phase()) {
      case "OPEN" -> terminal.paint(Style.GOOD, "open");
      case HELD -> terminal.paint(Style.BAD, "held") + text(": ", reason);
      default -> terminal.paint(Style.WARN, slots(throttle)) + text(": ", reason);
    };
  }

  private static String slots(Pace.Throttle throttle) {
    Double share = throttle.share();
    String time =
        share == null || share >= 1 ? "" : " for %.0f %% of the time".formatted(100 * share);
    return throttle.slots() == null
        ? "throttled"
        : "throttled to %d%s".formatted(throttle.slots(), time);
  }

  /** Adds what is to be said, to the facts about the backfill. */
  void addTo(Facts facts) {
    facts.add(
        "pool",
        "%s, priority %d; tasks: %d run, %d granted, %d of %d permitted"
            .formatted(
                pace.pool(),
                pace.priority(),
                pace.running(),
                pace.granted(),
                pace.ceiling(),
                pace.parallelism()));
    add(facts, "held", pace.hold(), HELD);
    if (!WHOLE.equals(pace.window())) {
      add(facts, "window", pace.window(), WITHIN);
    }
    Pace.Throttle throttle = pace.throttle();
    if (throttle != null && !throttle.phase().equals("OPEN")) {
      facts.add("throttle", throttle(terminal, throttle));
    }
    Pace.Budget budget = pace.budget();
    if (budget != null) {
      budget.used().forEach(line -> add(facts, "budget", line, budget.standing()));
    }
  }

  private void add(Facts facts, String name, @Nullable String value, String standing) {
    if (value != null && !value.isEmpty()) {
      facts.add(name, standing.equals(WITHIN) ? value : terminal.paint(Style.WARN, value));
    }
  }

  /** What makes it go slower than its spec wants; empty when nothing does. */
  Optional<String> slower() {
    Pace.Throttle throttle = pace.throttle();
    String hold = pace.hold();
    if (hold != null && !hold.isEmpty()) {
      return Optional.of(terminal.paint(Style.WARN, "held: " + hold));
    }
    return throttle == null || throttle.phase().equals("OPEN")
        ? Optional.empty()
        : Optional.of(throttle(terminal, throttle));
  }

  /** The last changes of what is permitted. */
  Table changes() {
    Table table = new Table().left("PACE SINCE").left("BECAUSE OF").right("TASKS").left("");
    List<Pace.Change> last = pace.changes().stream().limit(CHANGES_MAX).toList();
    for (Pace.Change change : last) {
      table.row(
          Times.brief(change.at()),
          change.kind(),
          "%d -> %d".formatted(change.from(), change.to()),
          change.reason() == null ? "" : change.reason());
    }
    return table;
  }

  private static String text(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }
}

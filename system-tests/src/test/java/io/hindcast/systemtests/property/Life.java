package io.hindcast.systemtests.property;

import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.property.Model.Content;
import io.hindcast.systemtests.property.World.Shape;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One drawn target, what happens to it, and what is asked for. Each command has to end in one of
 * two ways: it says that it has succeeded, and the target holds what the model says; or it says
 * that it has not, in words of its own, and the target is as it was.
 */
final class Life {
  private static final int STEPS_MIN = 3;
  private static final int STEPS_MAX = 5;
  private static final int APPROVALS_MAX = 4;

  private final SystemStack stack;
  private final Draw draw;
  private final World world;
  private final Model model;
  private final Changes changes;
  private final Tally tally;
  private final List<String> story = new ArrayList<>();
  private int copies;

  /**
   * The last backfill that was swapped in. To turn it, back or forward again, exchanges the two
   * copies and the two notes of what the statement yielded.
   *
   * @param other copy of what comes with the next turn
   * @param live copy of what its last turn made live
   * @param otherwise what the statement yielded for {@code other}; empty where nobody knows
   * @param stated what the statement yielded for {@code live}
   */
  private record Live(
      UUID id,
      Options options,
      String other,
      String live,
      Optional<Content> otherwise,
      Optional<Content> stated,
      boolean back) {
    Live turned() {
      return new Live(
          id,
          options,
          /* other= */ live,
          /* live= */ other,
          /* otherwise= */ stated,
          /* stated= */ otherwise,
          !back);
    }
  }

  private Optional<Live> last = Optional.empty();

  Life(long seed, SystemStack stack, Tally tally) {
    this.stack = stack;
    this.tally = tally;
    this.draw = new Draw(seed);
    this.world = World.draw("property_" + seed, draw);
    this.model = new Model(world, stack.clickhouse());
    this.changes = new Changes(world, draw, stack.clickhouse());
  }

  /** Lives it; an error tells the seed's tables and all that has happened. */
  void live() {
    try {
      begin();
      submit(Options.draw(draw, world));
      for (int left = draw.between(STEPS_MIN, STEPS_MAX); left > 0; left--) {
        step();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s%nin %s%nafter%n  %s".formatted(e.getMessage(), world, String.join("\n  ", story)), e);
    }
  }

  private void begin() {
    world.create().forEach(stack.clickhouse()::execute);
    if (hasBrokenClock(world, draw)) {
      happened(changes.brokenClock());
    }
    if (draw.chance(30)) {
      happened(changes.source());
    }
    if (draw.chance(30)) {
      happened(changes.target());
    }
  }

  /** Whether rows of other times are put into partitions of the range, drawn after the world. */
  static boolean hasBrokenClock(World world, Draw draw) {
    return world.shape() == Shape.ROWS
        && world.time().startsWith("DateTime64")
        && world.target().partition().equals("toDate(ts)")
        && draw.chance(60);
  }

  private void step() {
    if (draw.chance(30)) {
      happened(changes.merge());
    }
    Options again = last.map(Live::options).orElseGet(() -> Options.draw(draw, world));
    switch (draw.between(0, 5)) {
      case 0, 1 -> {
        happened(changes.source());
        submit(again.changed());
      }
      case 2 -> {
        happened(changes.target());
        submit(Options.draw(draw, world));
      }
      case 3 -> turn(changes.write());
      default -> turn(changes.target());
    }
  }

  // --- backfills

  private void submit(Options options) {
    String before = copy();
    model.keep(before);
    UUID id = stack.backfills().request(world.spec(options));
    story.add("submit %s %s".formatted(id, options));
    Backfill found = options.manual() ? waiting(id) : stack.backfills().end(id);
    String replaced = before;
    if (found.state().equals("AWAITING_APPROVAL") && draw.chance(60)) {
      happened(options.carry() ? changes.write() : changes.source());
      replaced = copy();
      model.keep(replaced);
    }
    Backfill ended = approved(id, found);
    told("submit", ended);
    switch (ended.state()) {
      case "SWAPPED" -> swapped(id, options, before, replaced);
      case "NOTHING_TO_DO" -> nothingToDo(before, options);
      case "FAILED", "REJECTED" -> {
        refused(ended, replaced);
        untouched(replaced);
      }
      default -> throw new AssertionError("ended as " + ended.state() + ": " + ended.reason());
    }
  }

  /** Gives the approval as often as it is asked for. */
  private Backfill approved(UUID id, Backfill backfill) {
    Backfill found = backfill;
    for (int i = 0; found.state().equals("AWAITING_APPROVAL"); i++) {
      if (i == APPROVALS_MAX) {
        throw new AssertionError("asked for more than %d approvals".formatted(APPROVALS_MAX));
      }
      long approvals = approvals(id);
      stack.api().control(id, "APPROVE", Optional.of("property"));
      story.add("approve " + id);
      stack.backfills().until(id, it -> approvals(id) > approvals);
      found = waiting(id);
    }
    return found;
  }

  private Backfill waiting(UUID id) {
    return stack
        .backfills()
        .until(id, it -> it.state().equals("AWAITING_APPROVAL") || stack.backfills().isEnded(it));
  }

  private long approvals(UUID id) {
    return stack.backfills().history(id).stream()
        .filter(entry -> entry.event().startsWith("Approved"))
        .count();
  }

  private void swapped(UUID id, Options options, String before, String replaced) {
    if (!world.extra().convertible()) {
      throw new AssertionError(
          "swapped, though %s values cannot all be stored as %s"
              .formatted(world.extra().yields(), world.extra().stores()));
    }
    String published = copy();
    model.keep(published);
    Content now = model.content(world.recomputed());
    Content expected =
        options.carry()
            ? model.content(
                world.recomputed(), model.outside(replaced), model.added(replaced, before))
            : model.content(world.recomputed(), model.outside(replaced));
    Optional<Content> then = last.flatMap(Live::stated);
    Content leftOut = leftOut(options, replaced, then, now).orElse(expected);
    eachIsOneOf(expected, leftOut);
    last = Optional.of(new Live(id, options, replaced, published, then, Optional.of(now), false));
  }

  /** A partition that was left out may be as it was, if the statement yields what it yielded. */
  private Optional<Content> leftOut(
      Options options, String replaced, Optional<Content> then, Content now) {
    return options.reprocess().equals("changed")
        ? then.map(stated -> Content.where(model.content(model.kept(replaced)), stated, now))
        : Optional.empty();
  }

  private void nothingToDo(String before, Options options) {
    untouched(before);
    Content now = model.content(world.recomputed());
    Optional<Content> then = last.flatMap(Live::stated);
    if (then.isEmpty() || !now.equals(then.get())) {
      throw new AssertionError(
          "nothing to do (%s), though the statement yields %s instead of %s"
              .formatted(options.reprocess(), now, then));
    }
  }

  private void untouched(String before) {
    Content as = model.content(model.kept(before));
    eachIsOneOf(as, as);
  }

  private void refused(Backfill ended, String replaced) {
    Backfill.Reason reason = ended.reason();
    if (reason == null
        || reason.code() == null
        || reason.message() == null
        || reason.code().equals("INTERNAL")) {
      throw new AssertionError("refused without words: " + reason);
    }
    if (Objects.requireNonNull(reason.message()).contains("live keys yielded")
        && model.vanished(replaced) == 0) {
      throw new AssertionError("the statement yields each live key, but: " + reason);
    }
  }

  // --- back and forth

  private void turn(String change) {
    happened(change);
    last.ifPresent(live -> turn(live, live.back() ? "APPROVE" : "ROLLBACK"));
  }

  private void turn(Live live, String action) {
    String now = copy();
    model.keep(now);
    story.add(action + " " + live.id());
    if (!turned(live.id(), action)) {
      untouched(now);
      return;
    }
    Content expected =
        model.content(
            model.outside(now), model.inRange(live.other()), model.added(now, live.live()));
    // Partitions that the backfill has left out stay as they are.
    Content leftOut =
        Content.where(
            model.content(model.kept(now)),
            model.content(model.inRange(live.other())),
            model.content(model.inRange(live.live())));
    eachIsOneOf(expected, leftOut);
    last = Optional.of(live.turned());
  }

  private boolean turned(UUID id, String action) {
    int before = stack.api().backfill(id).value().reversals().size();
    try {
      stack.api().control(id, action, Optional.of("property"));
    } catch (ApiRefused e) {
      tally.count(action + " refused " + e.code());
      story.add("refused: " + e.getMessage());
      return false;
    }
    Backfill then =
        stack
            .backfills()
            .until(id, it -> it.reversals().size() > before && it.reversals().getLast().ended());
    Backfill.Reversal reversal = then.reversals().getLast();
    story.add("%s %s %s".formatted(then.state(), reversal.code(), reversal.message()));
    tally.count("%s %s".formatted(action, reversal.refused() ? reversal.code() : "done"));
    if ("INTERNAL".equals(reversal.code())) {
      throw new AssertionError("refused without words: " + reversal);
    }
    return !reversal.refused();
  }

  // --- comparing

  /** Every partition of the target is as one of two contents has it. */
  private void eachIsOneOf(Content expected, Content other) {
    Content found = model.found();
    for (String partition : found.with(expected)) {
      String is = found.of(partition);
      if (!is.equals(expected.of(partition)) && !is.equals(other.of(partition))) {
        throw new AssertionError(
            "partition %s has %s; expected %s or, if left out, %s"
                .formatted(partition, is, expected.of(partition), other.of(partition)));
      }
    }
  }

  private String copy() {
    return "copy_" + copies++;
  }

  private void happened(String statement) {
    story.add(statement);
  }

  private void told(String command, Backfill ended) {
    Backfill.Reason reason = ended.reason();
    String code = reason == null ? "" : " " + reason.code();
    story.add("%s %s".formatted(ended.state(), reason));
    tally.count("%s %s%s".formatted(command, ended.state(), code));
  }
}

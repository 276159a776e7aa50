package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How the table that is to go live differs from what it must be. */
final class Comparison {
  /** More take longer to link than their rows, as late ones, to copy after the exchange. */
  private static final int PARTS_RECLONED_MAX = 50;

  private final SwapContext context;
  private final List<String> touched;
  private final PartSets live;
  private final PartSets sealed;
  private final PartSets kept;
  private final PartSets published;

  Comparison(SwapContext context, SwapEvent.PartsListed listed) {
    this.context = context;
    this.touched = context.plan().touchedInOrder();
    this.live = PartSets.of(listed.live());
    this.sealed = PartSets.of(listed.sealed());
    this.kept = PartSets.of(listed.kept());
    this.published = PartSets.of(listed.published());
  }

  /** Whether the published clone still has the parts that were verified. */
  static boolean unverified(SwapContext context, SwapEvent.PartsListed listed) {
    return !context
        .verifiedParts()
        .equals(VerifiedDigest.of(context.plan().touched(), listed.published()));
  }

  /** Every difference. */
  CloneList outdated() {
    return new CloneList(
        untouched().stream()
            .filter(id -> !live.equals(kept, id) || !sealed.equals(kept, id))
            .toList(),
        gone(),
        touched.stream().filter(id -> wronglyComposed(id) || isBehind(id)).toList());
  }

  /**
   * Differences that make an exchange wrong: clones that hold something that the live table does
   * not. What the live table has beyond them is late, and carried after the exchange.
   */
  CloneList wrong() {
    return new CloneList(
        untouched().stream()
            .filter(id -> !live.covers(kept, id) || !sealed.equals(kept, id))
            .toList(),
        gone(),
        touched.stream().filter(this::wronglyComposed).toList());
  }

  /**
   * All untouched ones that have changed, so that no row is late that need not be; unless that
   * takes too long. Rows of touched ones are copied and not linked: they may be late.
   */
  CloneList worthwhile() {
    CloneList outdated = outdated();
    long parts = outdated.refresh().stream().mapToLong(id -> live.of(id).size()).sum();
    CloneList wrong = wrong();
    return parts <= PARTS_RECLONED_MAX
        ? new CloneList(outdated.refresh(), outdated.drop(), wrong.compose())
        : wrong;
  }

  private boolean wronglyComposed(String id) {
    if (!context.plan().intent().carries()) {
      return !sealed.equals(published, id);
    }
    return !context.composed().containsKey(id)
        || !live.covers(kept, id)
        || !sealed.covers(published, id);
  }

  private boolean isBehind(String id) {
    return context.plan().intent().carries() && !live.equals(kept, id);
  }

  private List<String> untouched() {
    List<String> untouched = new ArrayList<>(live.partitions());
    untouched.removeAll(Set.copyOf(touched));
    return untouched;
  }

  private List<String> gone() {
    Set<String> clones = new TreeSet<>(sealed.partitions());
    clones.addAll(kept.partitions());
    clones.removeAll(live.partitions());
    touched.forEach(clones::remove);
    return List.copyOf(clones);
  }
}

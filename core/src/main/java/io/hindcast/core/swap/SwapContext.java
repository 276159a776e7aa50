package io.hindcast.core.swap;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a swap takes along from state to state.
 *
 * @param plan what to publish
 * @param epoch of the lease under which the swap runs; 0 before the first
 * @param fence how often, in this epoch, a step was given up whose outcome is unknown
 * @param storages the identities between which the exchange is decided
 * @param verifiedParts digest of the published clone's parts when they were verified; empty before
 * @param composed touched partitions into which rows were carried at leisure, and how many; those
 *     of others have to be looked at
 * @param base what carried rows are told from, by partition; empty when none are carried
 * @param figures what it cost so far
 * @param withheldOrNull what was not carried; null in the journal of an earlier build
 */
public record SwapContext(
    SwapPlan plan,
    long epoch,
    int fence,
    Storages storages,
    String verifiedParts,
    Map<String, Long> composed,
    Map<String, PartitionDigest> base,
    SwapFigures figures,
    @Nullable Withheld withheldOrNull) {

  /** Copies the maps. */
  public SwapContext {
    composed = Map.copyOf(composed);
    base = Map.copyOf(base);
  }

  /** A swap that nobody has started. */
  public static SwapContext of(SwapPlan plan) {
    return new SwapContext(
        plan, 0, 0, Storages.UNKNOWN, "", Map.of(), Map.of(), SwapFigures.NONE, null);
  }

  /** Names of the working tables now. */
  public SwapTables tables() {
    return new SwapTables(plan.shadow(), plan.swapId(), epoch, fence);
  }

  /** Rows that were carried, at leisure and late. */
  public long carriedRows() {
    return figures.carriedRows() + composed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What was not carried. */
  public Withheld withheld() {
    return withheldOrNull == null ? Withheld.NOTHING : withheldOrNull;
  }

  /** How carried rows are chosen. */
  Selection selection() {
    return new Selection(withheld().rule(), plan.intent().key(), plan.touchedInOrder());
  }

  SwapContext withholding(Withheld rows) {
    return new SwapContext(
        plan, epoch, fence, storages, verifiedParts, composed, base, figures, rows);
  }

  boolean exchanges() {
    return plan.strategy() == Strategy.EXCHANGE;
  }

  SwapContext at(long newEpoch) {
    return new SwapContext(
        plan, newEpoch, 0, storages, verifiedParts, composed, base, figures, withheldOrNull);
  }

  SwapContext fenced() {
    return new SwapContext(
        plan, epoch, fence + 1, storages, verifiedParts, composed, base, figures, withheldOrNull);
  }

  SwapContext between(Storages found) {
    return new SwapContext(
        plan, epoch, fence, found, verifiedParts, composed, base, figures, withheldOrNull);
  }

  SwapContext verified(String parts) {
    return new SwapContext(
        plan, epoch, fence, storages, parts, composed, base, figures, withheldOrNull);
  }

  /** With content and base as they were assembled; a shadow's pins stay. */
  SwapContext assembled(List<SwapPin> pins, SwapEvent.Assembled assembled) {
    SwapPlan pinned = pins.isEmpty() ? plan : plan.pinned(pins);
    return new SwapContext(
        pinned,
        epoch,
        fence,
        storages,
        verifiedParts,
        composed,
        assembled.base(),
        figures,
        Withheld.by(assembled.rule()));
  }

  SwapContext composed(SwapEvent.Cloned cloned) {
    Map<String, Long> all = new HashMap<>(composed);
    all.putAll(cloned.carried());
    return new SwapContext(
        plan,
        epoch,
        fence,
        storages,
        verifiedParts,
        all,
        base,
        figures,
        withheld().composing(cloned.carried().keySet(), cloned.withheld()));
  }

  /** What was put together has to be looked at again. */
  SwapContext uncomposed() {
    return new SwapContext(
        plan,
        epoch,
        fence,
        storages,
        verifiedParts,
        Map.of(),
        base,
        figures,
        withheld().uncomposed());
  }

  SwapContext with(UnaryOperator<SwapFigures> change) {
    return new SwapContext(
        plan,
        epoch,
        fence,
        storages,
        verifiedParts,
        composed,
        base,
        change.apply(figures),
        withheldOrNull);
  }
}

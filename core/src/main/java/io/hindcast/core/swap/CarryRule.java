package io.hindcast.core.swap;

import java.util.Set;

/**
 * Which of the rows that touched partitions have beyond their base are carried into other content.
 * The others are updates of rows that were there before: the content that comes back decides about
 * these, and they are counted.
 */
public enum CarryRule {
  /** All of them: rows of one key are what the engine's merges are for. */
  ALL,

  /**
   * Keys are unique: all but those that replace a row of the base, which is gone then, and those
   * with a key that the content has and the base has not.
   */
  NEW_KEYS,

  /**
   * All, as long as no row of the same key is gone from the base. A key names several rows, so a
   * row that came and one that went cannot be told to be the same or not: that is refused.
   */
  ADDED;

  private static final String REPLACING = "ReplacingMergeTree";
  private static final Set<String> ADDING =
      Set.of(
          "SummingMergeTree", "AggregatingMergeTree", "CollapsingMergeTree", "CoalescingMergeTree");

  /**
   * What there is to know of the rows.
   *
   * @param engine of the target
   * @param unique whether there is a key, and it is unique in the base and in the content
   * @param keyed whether there is a key
   * @param mutated whether rows of the touched partitions were changed since by an UPDATE or DELETE
   */
  public record Facts(String engine, boolean keyed, boolean unique, boolean mutated) {}

  /** The rule for a target. */
  public static CarryRule of(Facts facts) {
    if (facts.engine().endsWith(REPLACING)) {
      // Without an UPDATE all of them were inserted, and the engine keeps the newest of a key.
      return facts.mutated() && facts.keyed() ? NEW_KEYS : ALL;
    }
    if (mergesByKey(facts.engine())) {
      return ALL;
    }
    return facts.unique() ? NEW_KEYS : ADDED;
  }

  /** Whether merges of the engine make one row of several with the same key. */
  public static boolean mergesByKey(String engine) {
    return engine.endsWith(REPLACING) || ADDING.stream().anyMatch(engine::endsWith);
  }
}

package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the warehouse says of a partition key that is more than a step of time. */
public sealed interface KeySurvey {
  /** For a target that is partitioned by time alone. */
  KeySurvey NONE = new None();

  /** Nothing was asked, since the key is a step of time alone. */
  record None() implements KeySurvey {}

  /**
   * Everything was answered.
   *
   * @param types of the key's dimensions, in its order
   * @param existing today's partitions
   * @param affected values of those dimensions that the spec's {@code target.keys} chooses, each
   *     combination once; null when the spec has no such keys
   * @param ids of the partitions of {@link KeyChoice#partitions}, in its order
   */
  record Found(
      List<String> types,
      List<KeyedPartition> existing,
      @Nullable List<List<String>> affected,
      List<String> ids)
      implements KeySurvey {
    /** Copies the lists. */
    public Found {
      types = List.copyOf(types);
      existing = List.copyOf(existing);
      affected = affected == null ? null : List.copyOf(affected);
      ids = List.copyOf(ids);
    }
  }

  /** A question could not be answered, so that there is no plan. */
  record Unanswered(ErrorCode code, String message) implements KeySurvey {}
}

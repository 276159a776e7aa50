package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the warehouse says of a partition key that is more than a step of time. */
public sealed interface KeySurvey {
  /** Of which nothing has been asked. */
  KeySurvey NONE = new None();

  /** Nothing was asked. */
  record None() implements KeySurvey {}

  /**
   * The key is a step of time alone.
   *
   * @param slices the partitions of the range as the warehouse cuts them
   */
  record OfTime(List<TargetPartition> slices) implements KeySurvey {
    /** Copies the slices. */
    public OfTime {
      slices = List.copyOf(slices);
    }
  }

  /**
   * Everything was answered.
   *
   * @param types of the key's dimensions, in its order
   * @param existing today's partitions
   * @param affected values of those dimensions that the spec's {@code target.keys} chooses, each
   *     combination once; null when the spec has no such keys
   * @param ids of the partitions of {@link KeyChoice#partitions}, in its order
   * @param slices the slices of the range as the warehouse cuts them; null where they are as they
   *     are expected here
   */
  record Found(
      List<String> types,
      List<KeyedPartition> existing,
      @Nullable List<List<String>> affected,
      List<String> ids,
      @Nullable List<TargetPartition> slices)
      implements KeySurvey {
    /** One whose slices are as they are expected here. */
    public Found(
        List<String> types,
        List<KeyedPartition> existing,
        @Nullable List<List<String>> affected,
        List<String> ids) {
      this(types, existing, affected, ids, null);
    }

    /** Copies the lists. */
    public Found {
      types = List.copyOf(types);
      existing = List.copyOf(existing);
      affected = affected == null ? null : List.copyOf(affected);
      ids = List.copyOf(ids);
      slices = slices == null ? null : List.copyOf(slices);
    }
  }

  /** A question could not be answered, so that there is no plan. */
  record Unanswered(ErrorCode code, String message) implements KeySurvey {}
}

package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.spec.Transform.EmptyPartitions;
import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether the sources hold rows for every partition that is recomputed. */
final class CoverageChecks {
  private static final int GAPS_MAX = 3;

  /** Whether the target has rows in what is recomputed. */
  enum Filled {
    NONE,
    SOME
  }

  private CoverageChecks() {}

  /**
   * Warnings of partitions for which a source has nothing, and an error where none has anything for
   * partitions that have rows now.
   *
   * @param partitions slices of time that are recomputed, oldest first
   * @param filled whether the target has rows in any of them
   */
  static List<Finding> of(Survey survey, List<TargetPartition> partitions, Filled filled) {
    Map<SourceTable, List<TargetPartition>> gaps = new LinkedHashMap<>();
    survey.sources().stream()
        .filter(CoverageChecks::isTimed)
        .forEach(source -> gaps.put(source, uncovered(survey, source, partitions)));
    boolean nothing =
        !gaps.isEmpty()
            && gaps.size() == survey.sources().size()
            && gaps.values().stream().allMatch(bare -> bare.size() == partitions.size());
    if (nothing
        && filled == Filled.SOME
        && survey.spec().transform().emptyPartitions() == EmptyPartitions.FAIL) {
      return List.of(
          Finding.error(
              ErrorCode.PLAN_EMPTY,
              "The sources have no rows in the whole range, and the target's would be emptied; correct the range, load the sources, or set transform.emptyPartitions: allow"));
    }
    return gaps.entrySet().stream()
        .filter(gap -> !gap.getValue().isEmpty())
        .map(gap ->
            Finding.warning(
                ErrorCode.SOURCE_GAP,
                "The source %s has no rows for %s; load them first, or recompute another range"
                    .formatted(gap.getKey().name(), gaps(gap.getValue(), partitions))))
        .toList();
  }

  /** Sources of which it is not known when their rows are cannot have gaps. */
  private static boolean isTimed(SourceTable source) {
    return source.slices().stream().allMatch(slice -> slice.span() != null);
  }

  /** Those whose reach no slice overlaps. Both lists are walked once. */
  private static List<TargetPartition> uncovered(
      Survey survey, SourceTable source, List<TargetPartition> partitions) {
    List<TimeRange> spans = union(source.slices());
    List<TargetPartition> bare = new ArrayList<>();
    int next = 0;
    for (TargetPartition partition : partitions) {
      TimeRange reach = survey.spec().source().reach(partition.range());
      while (next < spans.size() && !spans.get(next).to().isAfter(reach.from())) {
        next++;
      }
      if (next == spans.size() || !spans.get(next).overlaps(reach)) {
        bare.add(partition);
      }
    }
    return bare;
  }

  /** The spans, oldest first, joined where they overlap. */
  private static List<TimeRange> union(List<Slice> slices) {
    List<TimeRange> joined = new ArrayList<>();
    slices.stream()
        .filter(slice -> slice.rows() > 0 && slice.span() != null)
        .map(slice -> Objects.requireNonNull(slice.span()))
        .sorted(Comparator.naturalOrder())
        .forEach(span -> {
          if (!joined.isEmpty() && joined.getLast().overlaps(span)) {
            joined.set(joined.size() - 1, joined.getLast().span(span));
          } else {
            joined.add(span);
          }
        });
    return joined;
  }

  /** The gaps by their first and last partitions. */
  private static String gaps(List<TargetPartition> bare, List<TargetPartition> all) {
    List<String> gaps = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < bare.size(); i++) {
      boolean ends =
          i == bare.size() - 1 || !bare.get(i + 1).range().from().equals(bare.get(i).range().to());
      if (ends) {
        gaps.add(
            first == i
                ? bare.get(i).id()
                : "%s to %s".formatted(bare.get(first).id(), bare.get(i).id()));
        first = i + 1;
      }
    }
    String named = String.join(", ", gaps.subList(0, Math.min(GAPS_MAX, gaps.size())));
    String more =
        gaps.size() > GAPS_MAX ? " and %,d more gaps".formatted(gaps.size() - GAPS_MAX) : "";
    return "%,d of %,d partitions (%s%s)".formatted(bare.size(), all.size(), named, more);
  }
}

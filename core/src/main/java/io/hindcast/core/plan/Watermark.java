package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Parts a range's partitions into those that are complete and those that rows may still arrive for.
 * The cut is made only where the transform can be cut, so that what is recomputed is whole.
 */
final class Watermark {
  private Watermark() {}

  /**
   * What is recomputed and what is not, both oldest first.
   *
   * @param complete never empty
   */
  record Split(List<TargetPartition> complete, List<LeftAlone> leftAlone) {
    Split {
      complete = List.copyOf(complete);
      leftAlone = List.copyOf(leftAlone);
    }
  }

  /**
   * Parts the partitions of a range.
   *
   * @throws HindcastException PLAN_EMPTY when none of them is complete
   */
  static Split split(BackfillSpec spec, List<TargetPartition> partitions, Instant now) {
    Optional<Instant> watermark = spec.source().watermark(now);
    if (watermark.isEmpty()) {
      return new Split(partitions, List.of());
    }
    int count = complete(spec, partitions, watermark.get());
    if (count == 0) {
      throw nothingLeft(spec, partitions, watermark.get());
    }
    return new Split(
        partitions.subList(0, count),
        partitions.subList(count, partitions.size()).stream()
            .map(partition -> leftAlone(spec, partition, watermark.get()))
            .toList());
  }

  private static int complete(
      BackfillSpec spec, List<TargetPartition> partitions, Instant watermark) {
    int complete = 0;
    for (int i = 0; i < partitions.size(); i++) {
      Instant end = partitions.get(i).range().to();
      if (end.isAfter(watermark)) {
        break;
      }
      boolean last = i == partitions.size() - 1;
      if (last || spec.transform().grain().isAligned(end, spec.zone())) {
        complete = i + 1;
      }
    }
    return complete;
  }

  private static LeftAlone leftAlone(
      BackfillSpec spec, TargetPartition partition, Instant watermark) {
    String reason =
        partition.range().to().isAfter(watermark)
            ? "it ends after %s, the time of planning less source.allowedLateness (%s)"
                .formatted(watermark, lateness(spec))
            : "a step of transform.grain (%s) joins it with partitions that end after %s"
                .formatted(spec.transform().grain(), watermark);
    return new LeftAlone(partition.id(), partition.range(), reason);
  }

  private static HindcastException nothingLeft(
      BackfillSpec spec, List<TargetPartition> partitions, Instant watermark) {
    Instant step = spec.transform().grain().next(partitions.getFirst().range().from(), spec.zone());
    Instant end = partitions.getFirst().range().to();
    Duration lateness = Duration.between(watermark, end.isAfter(step) ? end : step);
    return new HindcastException(
        ErrorCode.PLAN_EMPTY,
        ("No partition of the range %s is complete at %s, the time of planning less"
                + " source.allowedLateness (%s), so nothing would be recomputed; begin the range"
                + " earlier, submit it again in %s or later, or lower source.allowedLateness")
            .formatted(spec.range(), watermark, lateness(spec), SpanText.of(rounded(lateness))));
  }

  private static Duration rounded(Duration span) {
    return Duration.ofMinutes(Math.max(1, span.plusSeconds(59).toMinutes()));
  }

  private static String lateness(BackfillSpec spec) {
    return Optional.ofNullable(spec.source().allowedLateness()).map(SpanText::of).orElse("");
  }
}

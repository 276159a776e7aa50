package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a lightweight update has changed lies in parts of its own, under the id of the partition
 * whose rows it changes and with days of 1970: they are about the time of that partition's parts.
 */
final class PatchParts {
  private static final Pattern ID = Pattern.compile("patch-[0-9a-f]+-(.+)");

  private PatchParts() {}

  private record Partition(TableName table, String id) {}

  /** The same parts; a patch has the span of what it patches, none where that is not known. */
  static List<SourcePart> spanned(List<SourcePart> parts) {
    if (parts.stream().noneMatch(PatchParts::isPatch)) {
      return parts;
    }
    Map<Partition, Optional<TimeRange>> spans =
        parts.stream()
            .filter(part -> !isPatch(part))
            .collect(
                Collectors.groupingBy(
                    part -> new Partition(part.table(), part.partitionId()),
                    Collectors.mapping(
                        part -> Optional.ofNullable(part.span()),
                        Collectors.reducing(PatchParts::both))))
            .entrySet()
            .stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().flatMap(span -> span)));
    return parts.stream()
        .map(part -> isPatch(part) ? with(part, span(part, spans)) : part)
        .toList();
  }

  /** Empty where one of them is. */
  private static Optional<TimeRange> both(Optional<TimeRange> one, Optional<TimeRange> other) {
    return one.flatMap(span -> other.map(span::span));
  }

  private static boolean isPatch(SourcePart part) {
    return part.partitionId().startsWith("patch-");
  }

  private static @Nullable TimeRange span(
      SourcePart patch, Map<Partition, Optional<TimeRange>> spans) {
    Matcher id = ID.matcher(patch.partitionId());
    return id.matches()
        ? spans
            .getOrDefault(new Partition(patch.table(), id.group(1)), Optional.empty())
            .orElse(null)
        : null;
  }

  private static SourcePart with(SourcePart part, @Nullable TimeRange span) {
    return new SourcePart(
        part.table(),
        part.partitionId(),
        part.minBlock(),
        part.maxBlock(),
        part.dataVersion(),
        part.rows(),
        span,
        part.storage(),
        part.steady());
  }
}

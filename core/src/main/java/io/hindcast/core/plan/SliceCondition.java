package io.hindcast.core.plan;

import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * That a row of the target belongs to a slice of time: a condition in the target's own columns,
 * never NULL. What a partition's expression makes of a row is not asked, since functions that wrap
 * put rows of other times into the partition. The other values of the partition key need no
 * condition: all rows of a partition have the same ones.
 *
 * @param axis the column of time
 * @param slice the instants
 */
public record SliceCondition(TimeAxis axis, TimeRange slice) {

  /** For a slice of a target; empty where partitions hold all times. */
  public static Optional<SliceCondition> of(PartitionLayout layout, TimeRange slice) {
    return layout.time().map(scheme -> new SliceCondition(scheme.axis(), slice));
  }

  /** The condition as SQL, without parentheses around it. */
  public String sql() {
    return "%s >= %s AND %s <= %s"
        .formatted(axis.quoted(), axis.read(firstText()), axis.quoted(), axis.read(lastText()));
  }

  /**
   * The same for many partitions in one condition; rows of no other partition may be asked, so it
   * goes together with {@code _partition_id IN (…)}.
   *
   * @param slices by the id of the partition, at least one
   * @return empty where partitions hold all times
   */
  public static Optional<String> sql(PartitionLayout layout, SortedMap<String, TimeRange> slices) {
    return layout.time().map(scheme -> sql(scheme.axis(), slices));
  }

  private static String sql(TimeAxis axis, SortedMap<String, TimeRange> slices) {
    List<String> ids = new ArrayList<>();
    List<String> firsts = new ArrayList<>();
    List<String> lasts = new ArrayList<>();
    slices.forEach((id, slice) -> {
      SliceCondition each = new SliceCondition(axis, slice);
      ids.add("'%s'".formatted(id.replace("\\", "\\\\").replace("'", "\\'")));
      firsts.add(each.firstText());
      lasts.add(each.lastText());
    });
    String index = "greatest(indexOf([%s], _partition_id), 1)".formatted(String.join(", ", ids));
    return "%1$s >= %2$s AND %1$s <= %3$s"
        .formatted(axis.quoted(), element(axis, firsts, index), element(axis, lasts, index));
  }

  private static String element(TimeAxis axis, List<String> texts, String index) {
    return "arrayMap(hindcast_text -> %s, [%s])[%s]"
        .formatted(axis.read("hindcast_text"), String.join(", ", texts), index);
  }

  private String firstText() {
    return "'%s'".formatted(axis.first(slice.from()));
  }

  private String lastText() {
    return "'%s'".formatted(axis.last(slice.to()));
  }
}

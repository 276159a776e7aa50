package io.hindcast.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The partitions of a plan: every slice of time with every key, and the source rows of each. */
final class PartitionGrid {
  private final List<TargetPartition> slices;
  private final int keys;
  private final List<String> ids;

  /** Rows of all partitions before each, so that any run of keys is a difference. */
  private final long[] rowsBefore;

  private PartitionGrid(List<TargetPartition> slices, int keys, List<String> ids, long[] rows) {
    this.slices = List.copyOf(slices);
    this.keys = keys;
    this.ids = ids;
    this.rowsBefore = new long[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      rowsBefore[i + 1] = rowsBefore[i] + rows[i];
    }
  }

  /**
   * The slices that are recomputed, which are the first ones of the choice.
   *
   * @param sliceRows estimated source rows of each slice
   */
  static PartitionGrid of(
      KeyChoice choice,
      List<TargetPartition> slices,
      KeySurvey survey,
      TargetTable target,
      long[] sliceRows) {
    return switch (survey) {
      case KeySurvey.Found found ->
          new PartitionGrid(
              slices,
              choice.tuples().size(),
              found.ids().subList(0, slices.size() * choice.tuples().size()),
              new Weights(choice, found, target).spread(slices, sliceRows));
      case KeySurvey.None ignored -> ofTime(slices, sliceRows);
      case KeySurvey.OfTime ignored -> ofTime(slices, sliceRows);
      case KeySurvey.Unanswered ignored -> ofTime(slices, sliceRows);
    };
  }

  /** Slices that are partitions themselves. */
  static PartitionGrid ofTime(List<TargetPartition> slices, long[] rows) {
    return new PartitionGrid(slices, 1, slices.stream().map(TargetPartition::id).toList(), rows);
  }

  List<TargetPartition> slices() {
    return slices;
  }

  /** Whether the target has rows in any of the partitions. */
  boolean filled(TargetTable target) {
    Set<String> all = Set.copyOf(ids);
    return target.partitions().stream().anyMatch(it -> it.rows() > 0 && all.contains(it.id()));
  }

  /** How many keys each slice has. */
  int keys() {
    return keys;
  }

  int size() {
    return slices.size() * keys;
  }

  /** Partitions of some slices and some keys, by time and then by key; the ends are exclusive. */
  List<String> ids(int fromSlice, int toSlice, int fromKey, int toKey) {
    List<String> found = new ArrayList<>((toSlice - fromSlice) * (toKey - fromKey));
    for (int slice = fromSlice; slice < toSlice; slice++) {
      found.addAll(ids.subList(slice * keys + fromKey, slice * keys + toKey));
    }
    return found;
  }

  /** Their source rows together. */
  long rows(int fromSlice, int toSlice, int fromKey, int toKey) {
    long sum = 0;
    for (int slice = fromSlice; slice < toSlice; slice++) {
      sum += rowsBefore[slice * keys + toKey] - rowsBefore[slice * keys + fromKey];
    }
    return sum;
  }

  /**
   * How a slice's source rows are spread over its keys: as the target's rows are today. A slice
   * that has none is taken to be like all of them together.
   */
  private static final class Weights {
    private final KeyChoice choice;
    private final KeySurvey.Found found;
    private final Map<String, Long> rowsById = new HashMap<>();
    private final Map<String, Double> rowsByTime = new HashMap<>();
    private final double[] byKey;
    private double all;

    Weights(KeyChoice choice, KeySurvey.Found found, TargetTable target) {
      this.choice = choice;
      this.found = found;
      target.partitions().forEach(size -> rowsById.put(size.id(), size.rows()));
      this.byKey = new double[choice.tuples().size()];
      for (KeyedPartition partition : found.existing()) {
        double rows = rowsById.getOrDefault(partition.id(), 0L);
        rowsByTime.merge(choice.layout().time(partition.values()), rows, Double::sum);
      }
      choice.slices().forEach(slice -> all += total(slice));
      for (int i = 0; i < found.ids().size(); i++) {
        byKey[i % byKey.length] += rowsById.getOrDefault(found.ids().get(i), 0L);
      }
    }

    private double total(TargetPartition slice) {
      String time = choice.layout().time().isPresent() ? slice.value() : "";
      return rowsByTime.getOrDefault(time, 0.0);
    }

    long[] spread(List<TargetPartition> slices, long[] sliceRows) {
      long[] rows = new long[slices.size() * byKey.length];
      for (int slice = 0; slice < slices.size(); slice++) {
        double[] weights = weights(slice);
        double total = total(slices.get(slice));
        double whole = total > 0 ? total : all > 0 ? all : Arrays.stream(weights).sum();
        fill(rows, slice * byKey.length, weights, sliceRows[slice] / Math.max(whole, 1));
      }
      return rows;
    }

    private double[] weights(int slice) {
      if (total(choice.slices().get(slice)) == 0) {
        double[] even = new double[byKey.length];
        Arrays.fill(even, 1);
        return all > 0 ? byKey : even;
      }
      double[] own = new double[byKey.length];
      for (int key = 0; key < own.length; key++) {
        own[key] = rowsById.getOrDefault(found.ids().get(slice * own.length + key), 0L);
      }
      return own;
    }

    /** Rounds the running total, so that many fractions of a row add up to rows. */
    private static void fill(long[] rows, int offset, double[] weights, double factor) {
      double total = 0;
      long spent = 0;
      for (int key = 0; key < weights.length; key++) {
        total += weights[key] * factor;
        rows[offset + key] = Math.max(0, Math.round(total) - spent);
        spent += rows[offset + key];
      }
    }
  }
}

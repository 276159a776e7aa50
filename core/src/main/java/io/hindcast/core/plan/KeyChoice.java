package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.AffectedKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are recomputed: combinations of the values of all dimensions but time, the same for
 * every slice of time. Buckets are all there are; values are those that {@code target.keys} chooses
 * or else those that today's partitions of the range have.
 *
 * @param layout the partition key
 * @param slices slices of time, oldest first
 * @param chosen the dimensions among {@link PartitionLayout#keys} that {@code target.keys} narrows
 * @param tuples one value per key dimension, by bucket number and by text; one empty tuple where
 *     time is all that there is
 */
public record KeyChoice(
    PartitionLayout layout,
    List<TargetPartition> slices,
    List<Integer> chosen,
    List<List<String>> tuples) {

  /** Copies the lists. */
  public KeyChoice {
    slices = List.copyOf(slices);
    chosen = List.copyOf(chosen);
    tuples = List.copyOf(tuples);
  }

  /** Every partition of the slices. */
  static KeyChoice ofTime(PartitionLayout layout, List<TargetPartition> slices) {
    return new KeyChoice(layout, slices, List.of(), List.of(List.of()));
  }

  /**
   * Chooses.
   *
   * @param keys the spec's choice
   * @param existing today's partitions
   * @param affected values of the dimensions of the {@link KeyColumn}; null without {@code keys}
   * @throws HindcastException PLAN_EMPTY when there is nothing to recompute, PLAN_TOO_LARGE beyond
   *     {@link PartitionScheme#PARTITIONS_MAX}
   */
  public static KeyChoice of(
      PartitionLayout layout,
      List<TargetPartition> slices,
      @Nullable AffectedKeys keys,
      Collection<KeyedPartition> existing,
      @Nullable List<List<String>> affected) {
    List<Integer> chosen =
        keys == null ? List.of() : positions(layout, KeyColumn.of(layout, keys).expressions());
    List<Block> blocks = new ArrayList<>();
    if (affected != null) {
      blocks.add(new Block(chosen, new LinkedHashSet<>(affected)));
    }
    blocks.addAll(buckets(layout, chosen));
    values(layout, chosen, present(layout, slices, existing)).ifPresent(blocks::add);
    requireSome(blocks, affected);
    requireFew(slices, blocks);
    return new KeyChoice(layout, slices, chosen, product(layout, blocks));
  }

  /** Values of every partition in the key's order: slice after slice, key after key. */
  public List<List<String>> partitions() {
    List<List<String>> partitions = new ArrayList<>(slices.size() * tuples.size());
    for (TargetPartition slice : slices) {
      for (List<String> tuple : tuples) {
        partitions.add(layout.values(slice, tuple));
      }
    }
    return partitions;
  }

  /** The partitions of slices that are left alone. */
  List<LeftAlone> partitions(List<LeftAlone> leftAlone, KeySurvey survey) {
    if (!(survey instanceof KeySurvey.Found found)) {
      return leftAlone;
    }
    List<LeftAlone> partitions = new ArrayList<>();
    int next = (slices.size() - leftAlone.size()) * tuples.size();
    for (LeftAlone slice : leftAlone) {
      for (int key = 0; key < tuples.size(); key++) {
        partitions.add(new LeftAlone(found.ids().get(next++), slice.range(), slice.reason()));
      }
    }
    return partitions;
  }

  /** Dimensions whose values nobody has listed, so that rows may have others. */
  boolean isOpen() {
    List<KeyDimension> keys = layout.keys();
    return IntStream.range(0, keys.size())
        .anyMatch(i -> keys.get(i) instanceof KeyDimension.Value && !chosen.contains(i));
  }

  /** Some dimensions, and the combinations of values that they take together. */
  private record Block(List<Integer> positions, Set<List<String>> values) {}

  private static List<Integer> positions(PartitionLayout layout, List<String> expressions) {
    List<KeyDimension> keys = layout.keys();
    return IntStream.range(0, keys.size())
        .filter(i -> expressions.contains(keys.get(i).expression()))
        .boxed()
        .toList();
  }

  private static List<Block> buckets(PartitionLayout layout, List<Integer> chosen) {
    List<Block> blocks = new ArrayList<>();
    List<KeyDimension> keys = layout.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof KeyDimension.Bucket bucket && !chosen.contains(i)) {
        Set<List<String>> numbers = new LinkedHashSet<>();
        IntStream.range(0, bucket.buckets()).forEach(n -> numbers.add(List.of("" + n)));
        blocks.add(new Block(List.of(i), numbers));
      }
    }
    return blocks;
  }

  /** Values that go together stay together: a tenant of one region is not looked for in others. */
  private static Optional<Block> values(
      PartitionLayout layout, List<Integer> chosen, List<List<String>> present) {
    List<KeyDimension> keys = layout.keys();
    List<Integer> open =
        IntStream.range(0, keys.size())
            .filter(i -> keys.get(i) instanceof KeyDimension.Value && !chosen.contains(i))
            .boxed()
            .toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block(
                open,
                present.stream()
                    .map(tuple -> open.stream().map(tuple::get).toList())
                    .collect(Collectors.toCollection(LinkedHashSet::new))));
  }

  /** Key values of today's partitions within the slices. */
  private static List<List<String>> present(
      PartitionLayout layout, List<TargetPartition> slices, Collection<KeyedPartition> existing) {
    boolean timed = layout.time().isPresent();
    Set<String> times =
        slices.stream()
            .map(slice -> timed ? slice.value() : "")
            .collect(Collectors.toCollection(HashSet::new));
    return existing.stream()
        .map(KeyedPartition::values)
        .filter(values -> !timed || times.contains(layout.time(values)))
        .map(layout::keys)
        .toList();
  }

  private static void requireSome(List<Block> blocks, @Nullable List<List<String>> affected) {
    if (affected != null && affected.isEmpty()) {
      throw new HindcastException(
          ErrorCode.PLAN_EMPTY,
          "target.keys.query yields no value, so nothing would be recomputed; correct the query, or"
              + " leave target.keys out to recompute every key");
    }
    if (blocks.stream().anyMatch(block -> block.values().isEmpty())) {
      throw new HindcastException(
          ErrorCode.PLAN_EMPTY,
          "The target has no partitions in the range, from which the values of its partition key"
              + " could be taken; name them with target.keys: {values: […]} or {query: …}");
    }
  }

  private static void requireFew(List<TargetPartition> slices, List<Block> blocks) {
    double partitions = slices.size();
    for (Block block : blocks) {
      partitions *= block.values().size();
    }
    if (partitions > PartitionScheme.PARTITIONS_MAX) {
      throw new HindcastException(
          ErrorCode.PLAN_TOO_LARGE,
          ("%,d slices of time with %,.0f keys each are more than %,d partitions; split the range"
                  + " or the keys (target.keys) into several backfills")
              .formatted(
                  slices.size(), partitions / slices.size(), PartitionScheme.PARTITIONS_MAX));
    }
  }

  private static List<List<String>> product(PartitionLayout layout, List<Block> blocks) {
    List<Map<Integer, String>> tuples = List.of(Map.of());
    for (Block block : blocks) {
      List<Map<Integer, String>> longer = new ArrayList<>(tuples.size() * block.values().size());
      for (Map<Integer, String> tuple : tuples) {
        for (List<String> values : block.values()) {
          Map<Integer, String> each = new HashMap<>(tuple);
          for (int i = 0; i < values.size(); i++) {
            each.put(block.positions().get(i), values.get(i));
          }
          longer.add(each);
        }
      }
      tuples = longer;
    }
    int width = layout.keys().size();
    return tuples.stream()
        .map(tuple -> IntStream.range(0, width).mapToObj(tuple::get).toList())
        .sorted(order(layout))
        .toList();
  }

  private static Comparator<List<String>> order(PartitionLayout layout) {
    List<KeyDimension> keys = layout.keys();
    Comparator<List<String>> order = Comparator.comparingInt(List::size);
    for (int i = 0; i < keys.size(); i++) {
      int at = i;
      order =
          keys.get(i) instanceof KeyDimension.Bucket
              ? order.thenComparingInt(tuple -> Integer.parseInt(tuple.get(at)))
              : order.thenComparing(tuple -> tuple.get(at));
    }
    return order;
  }
}

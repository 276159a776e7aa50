package io.hindcast.core.swap;

import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How content is made from what earlier swaps have kept.
 *
 * @param content layers of what is to be published; none when a shadow has it
 * @param base layers of what rows written since are told from
 * @param expectedContent what the lowest layer of the content amounts to, by partition
 * @param expectedBase what the base amounts to, by partition; none that nobody has recorded
 */
public record Assembly(
    List<Layer> content,
    List<Layer> base,
    SortedMap<String, PartitionDigest> expectedContent,
    SortedMap<String, PartitionDigest> expectedBase) {

  /** Copies the collections. */
  public Assembly {
    content = List.copyOf(content);
    base = List.copyOf(base);
    expectedContent = new TreeMap<>(expectedContent);
    expectedBase = new TreeMap<>(expectedBase);
  }

  /**
   * Partitions of a table, on top of what is there.
   *
   * @param from where they are
   * @param beyond only the rows beyond those of that table; null for whole partitions, which are
   *     the lowest layer
   * @param partitions which
   */
  public record Layer(TableName from, @Nullable TableName beyond, List<String> partitions) {
    /** Copies the partitions. */
    public Layer {
      partitions = List.copyOf(partitions);
    }
  }

  /** Puts partitions that come from the same tables into one layer, in the order of arrival. */
  static final class Layers {
    private record Tables(TableName from, @Nullable TableName beyond) {}

    private final Map<Tables, List<String>> layers = new LinkedHashMap<>();

    void add(TableName from, @Nullable TableName beyond, String partition) {
      layers.computeIfAbsent(new Tables(from, beyond), ignored -> new ArrayList<>()).add(partition);
    }

    List<Layer> list() {
      List<Layer> list = new ArrayList<>();
      layers.forEach((tables, ids) -> list.add(new Layer(tables.from(), tables.beyond(), ids)));
      return list;
    }
  }
}

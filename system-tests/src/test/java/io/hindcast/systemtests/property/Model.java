package io.hindcast.systemtests.property;

import io.hindcast.systemtests.stack.ClickHouse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a target has to hold, in tables beside it. It is computed by plain SQL from copies of what
 * the target held before, never by anything of Hindcast's.
 */
final class Model {
  private final World world;
  private final ClickHouse clickhouse;

  Model(World world, ClickHouse clickhouse) {
    this.world = world;
    this.clickhouse = clickhouse;
  }

  /** Rows and a checksum of each partition. */
  record Content(Map<String, String> partitions) {
    /** A partition's rows and checksum. */
    String of(String partition) {
      return partitions.getOrDefault(partition, "0 rows");
    }

    /** The content of those partitions that are the same in two others; of the rest, nothing. */
    static Content where(Content content, Content one, Content other) {
      Map<String, String> same = new TreeMap<>(content.partitions);
      same.keySet().removeIf(partition -> !one.of(partition).equals(other.of(partition)));
      return new Content(same);
    }

    Set<String> with(Content other) {
      Set<String> all = new TreeSet<>(partitions.keySet());
      all.addAll(other.partitions.keySet());
      return all;
    }
  }

  /** Copies what readers of the target see into a table of the model. */
  void keep(String name) {
    keep(name, world.found());
  }

  /** Copies a relation into a table of the model. */
  void keep(String name, String relation) {
    clickhouse.execute("DROP TABLE IF EXISTS %s.%s SYNC".formatted(world.database(), name));
    clickhouse.execute(
        "CREATE TABLE %s.%s ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM (%s)"
            .formatted(world.database(), name, relation));
  }

  /** A table of the model. */
  String kept(String name) {
    return "SELECT %s FROM %s.%s".formatted(world.names(), world.database(), name);
  }

  /** Rows of the range in a table of the model. */
  String inRange(String name) {
    return kept(name) + " WHERE " + world.inRange();
  }

  /** Rows of all other times in a table of the model. */
  String outside(String name) {
    return kept(name) + " WHERE NOT (%s)".formatted(world.inRange());
  }

  /** Rows of the range in one table whose key another one has not in the range. */
  String added(String now, String then) {
    return "%s AND (%s) NOT IN (SELECT %s FROM (%s))"
        .formatted(inRange(now), world.key(), world.key(), inRange(then));
  }

  /** How many rows of the range in a table have a key that the statement does not yield. */
  long vanished(String then) {
    String query =
        "SELECT count() FROM (%s AND (%s) NOT IN (SELECT %s FROM (%s)))"
            .formatted(inRange(then), world.key(), world.key(), world.recomputed());
    return Long.parseLong(clickhouse.rows(query).getFirst());
  }

  Content content(String... relations) {
    String all = String.join(" UNION ALL ", relations);
    String query =
        "SELECT toString(%s) AS part, count(), sum(%s) FROM (%s) GROUP BY part"
            .formatted(world.target().partition(), world.hash(), all);
    return new Content(
        clickhouse.rows(query).stream()
            .map(row -> row.split("\t", -1))
            .collect(
                Collectors.toMap(
                    row -> row[0],
                    row -> "%s rows, %s".formatted(row[1], row[2]),
                    (one, other) -> one,
                    TreeMap::new)));
  }

  /** What readers see now. */
  Content found() {
    return content("SELECT * FROM (%s)".formatted(world.found()));
  }
}

package io.hindcast.systemtests.property;

import io.hindcast.systemtests.property.World.Shape;
import io.hindcast.systemtests.stack.ClickHouse;
import java.util.ArrayList;
import java.util.List;

/** What others do to the tables: each is over when its method returns. */
final class Changes {
  private static final String SYNC = " SETTINGS mutations_sync = 1";
  private static final String LIGHT = " SETTINGS enable_lightweight_update = 1";

  private final World world;
  private final Draw draw;
  private final ClickHouse clickhouse;
  private int inserted = 1;

  Changes(World world, Draw draw, ClickHouse clickhouse) {
    this.world = world;
    this.draw = draw;
    this.clickhouse = clickhouse;
  }

  /** Something that happens to the source. */
  String source() {
    List<String> choices =
        new ArrayList<>(
            List.of(
                world.sourceRows("number + %d".formatted(nextIds()), 40, "now()"),
                world.sourceRows("number + %d".formatted(nextIds()), 40, "now()"),
                "ALTER TABLE %s.src UPDATE v = v + 5 WHERE id %% 7 = 1".formatted(db()) + SYNC,
                "DELETE FROM %s.src WHERE id %% 11 = 3".formatted(db()),
                "ALTER TABLE %s.src DELETE WHERE id %% 13 = 3".formatted(db()) + SYNC));
    if (world.lightweight()) {
      choices.add("UPDATE %s.src SET v = v + 50 WHERE id %% 3 = 0".formatted(db()) + LIGHT);
      choices.add("UPDATE %s.src SET v = v + 50 WHERE id %% 5 = 0".formatted(db()) + LIGHT);
    }
    return run(draw.ofAll(choices));
  }

  /** Something that happens to the target. */
  String target() {
    String some = world.shape() == Shape.DAYS ? "toDayOfMonth(ts) % 3 = 0" : "id % 10 = 0";
    List<String> choices =
        new ArrayList<>(
            List.of(
                writing(),
                writing(),
                "ALTER TABLE %s.tgt UPDATE v = v + 1000 WHERE %s".formatted(db(), some) + SYNC,
                "ALTER TABLE %s.tgt DELETE WHERE %s".formatted(db(), some) + SYNC,
                "DELETE FROM %s.tgt WHERE %s".formatted(db(), some),
                rewriting(some)));
    if (world.lightweight()) {
      choices.add("UPDATE %s.tgt SET v = v + 1000 WHERE %s".formatted(db(), some) + LIGHT);
    }
    return run(draw.ofAll(choices));
  }

  /** New rows of the range, straight into the target. */
  String write() {
    return run(writing());
  }

  /** What merges do by themselves at any time. */
  String merge() {
    return run("OPTIMIZE TABLE %s.%s FINAL".formatted(db(), draw.of("src", "tgt")));
  }

  /** Rows of a broken clock, which {@code toDate} puts into a partition of the range. */
  String brokenClock() {
    String rows =
        "toDateTime64('%s 12:00:00', 3) + toIntervalDay(65536) AS ts".formatted(world.from());
    run(
        "INSERT INTO %s.tgt (ts, id, tenant, v) SELECT %s, 9000000 + number, 1, 1 FROM numbers(7)"
            .formatted(db(), rows));
    return run(
        "INSERT INTO %s.src (ts, loaded, id, tenant, v) SELECT %s, now(), 9000000 + number, 1, 1 FROM numbers(7)"
            .formatted(db(), rows));
  }

  private String writing() {
    int first = nextIds();
    return switch (world.shape()) {
      case ROWS ->
          "INSERT INTO %s.tgt (ts, id, tenant, v) SELECT toDate('%s') + number %% 3, number + %d, 1, 77 FROM numbers(5)"
              .formatted(db(), world.from(), first);
      case DAYS ->
          "INSERT INTO %s.tgt SELECT toDate('%s') + number %% 3, %d, 1, 77 FROM numbers(3)"
              .formatted(db(), world.from(), 100 + first / 1_000_000);
      case LAST ->
          "INSERT INTO %s.tgt SELECT toDate('%s') + 1, %d, 77".formatted(db(), world.from(), first);
    };
  }

  /** As tools do that delete and insert the same keys. */
  private String rewriting(String some) {
    String rows = "%s.rewritten".formatted(db());
    clickhouse.execute("DROP TABLE IF EXISTS %s SYNC".formatted(rows));
    clickhouse.execute(
        "CREATE TABLE %s ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM (%s) WHERE %s AND %s"
            .formatted(rows, world.found(), world.inRange(), some));
    clickhouse.execute("DELETE FROM %s.tgt WHERE %s AND %s".formatted(db(), world.inRange(), some));
    return "INSERT INTO %s.tgt (%s) SELECT * REPLACE (v + 3 AS v) FROM %s"
        .formatted(db(), world.names(), rows);
  }

  private int nextIds() {
    return 1_000_000 * inserted++;
  }

  private String run(String statement) {
    clickhouse.execute(statement);
    return statement;
  }

  private String db() {
    return world.database();
  }
}

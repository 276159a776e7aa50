package io.hindcast.systemtests.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.PartitionScheme;
import io.hindcast.core.plan.TargetPartition;
import io.hindcast.core.time.TimeRange;
import io.hindcast.systemtests.stack.ClickHouse;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids and borders of partitions, computed here and by the server that has to agree. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class PartitionSchemeIT {
  private static final ClickHouse CLICKHOUSE = SystemStack.shared().clickhouse();

  @BeforeAll
  static void createDatabase() {
    CLICKHOUSE.script("DROP DATABASE IF EXISTS schemes SYNC; \nCREATE DATABASE schemes;");
  }

  @AfterAll
  static void dropDatabase() {
    CLICKHOUSE.execute("DROP DATABASE schemes SYNC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toYYYYMM(c)         | Date                            | 2020-11-01 | 2021-04-01",
        "toYYYYMMDD(c)       | Date                            | 2020-12-25 | 2021-01-05",
        "c                   | Date                            | 2020-12-25 | 2021-01-05",
        "c                   | Date32                          | 2020-12-25 | 2021-01-05",
        "toDate(c)           | Date32                          | 2020-12-25 | 2021-01-05",
        "toStartOfMonth(c)   | Date32                          | 2020-12-01 | 2021-03-01",
        "toMonday(c)         | Date32                          | 2020-12-07 | 2021-02-01",
        "toDate(c)           | DateTime('UTC')                 | 2020-12-25 | 2021-01-05",
        "toYear(c)           | Date                            | 2018-01-01 | 2021-01-01",
        "toMonday(c)         | Date                            | 2020-12-07 | 2021-02-01",
        "toStartOfWeek(c)    | Date                            | 2020-12-06 | 2021-01-31",
        "toStartOfWeek(c, 1) | Date                            | 2020-12-07 | 2021-02-01",
        "toStartOfMonth(c)   | DateTime('UTC')                 | 2020-11-01 | 2021-04-01",
        "toStartOfQuarter(c) | Date                            | 2020-10-01 | 2021-10-01",
        "toStartOfYear(c)    | Date                            | 2018-01-01 | 2021-01-01",
        "toYYYYMM(c)         | DateTime64(3, 'Asia/Kolkata')   | 2020-11-01 | 2021-04-01",
        "toDate(c)           | DateTime('America/New_York')    | 2021-03-10 | 2021-03-18",
        "toDate(c)           | DateTime('America/Santiago')    | 2021-09-02 | 2021-09-08",
        "toYYYYMMDD(c)       | DateTime('America/Havana')      | 2021-11-04 | 2021-11-10",
        "toStartOfDay(c)     | DateTime('UTC')                 | 2020-12-25 | 2021-01-05",
        "toStartOfDay(c)     | DateTime('America/Sao_Paulo')   | 2017-10-13 | 2017-10-18",
        "toStartOfDay(c)     | DateTime64(6, 'Europe/Berlin')  | 2021-03-26 | 2021-03-31",
        "toStartOfHour(c)    | DateTime('UTC')                 | 2021-01-01 | 2021-01-02",
        "toStartOfHour(c)    | DateTime('Europe/Berlin')       | 2021-03-28 | 2021-03-29",
        "toStartOfHour(c)    | DateTime('Europe/Berlin')       | 2021-10-31 | 2021-11-01",
        "toStartOfHour(c)    | DateTime64(3, 'Asia/Kolkata')   | 2021-01-01 | 2021-01-02",
        "toStartOfHour(c)    | DateTime('Australia/Lord_Howe') | 2021-10-03 | 2021-10-04",
        "toStartOfHour(c)    | DateTime('Australia/Lord_Howe') | 2021-04-04 | 2021-04-05",
      })
  void agreesWithTheServer(String key, String type, String from, String to) {
    CLICKHOUSE.execute(
        """
        CREATE OR REPLACE TABLE schemes.t (c %s) ENGINE = MergeTree PARTITION BY %s ORDER BY c
        """
            .formatted(type, key));
    String serverKey =
        CLICKHOUSE.value(
            "SELECT partition_key FROM system.tables WHERE database = 'schemes' AND name = 't'"
                + " FORMAT TSVRaw");
    ZoneId zone = type.contains("'") ? ZoneId.of(type.split("'", -1)[1]) : ZoneOffset.UTC;
    PartitionScheme scheme =
        PartitionScheme.parse(serverKey, Map.of("c", type), zone, ZoneOffset.UTC);

    List<TargetPartition> planned = scheme.covering(new TimeRange(at(from, zone), at(to, zone)));

    planned.forEach(partition -> insertEnds(type, partition.range()));
    assertThat(
            CLICKHOUSE.rows(
                "SELECT DISTINCT partition_id FROM system.parts WHERE active"
                    + " AND database = 'schemes' AND table = 't' ORDER BY min_block_number"))
        .isEqualTo(planned.stream().map(TargetPartition::id).toList());
  }

  /** The first and the last second of a range: both must land in the one partition. */
  private static void insertEnds(String type, TimeRange range) {
    for (Instant instant : List.of(range.from(), range.to().minusSeconds(1))) {
      CLICKHOUSE.execute(
          "INSERT INTO schemes.t SELECT CAST(toDateTime(%d, 'UTC') AS %s)"
              .formatted(instant.getEpochSecond(), type));
    }
  }

  private static Instant at(String day, ZoneId zone) {
    return LocalDateTime.parse(day + "T00:00:00").atZone(zone).toInstant();
  }
}

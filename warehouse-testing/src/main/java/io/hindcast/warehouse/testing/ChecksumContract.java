package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a checksum depends on, and what not. */
interface ChecksumContract extends WarehouseFixture {
  @Test
  default void checksumsDependOnRowsAndNotOnTheirOrderOrParts() {
    TableName oneWay = events("one_way");
    TableName otherWay = events("other_way");
    fill(oneWay, 0, 10, 2);
    fill(oneWay, 10, 10, 2);
    execute("INSERT INTO %s SELECT * FROM %s ORDER BY id DESC".formatted(otherWay, oneWay));

    Map<String, PartitionContent> contents = contents(oneWay);

    assertThat(contents).containsOnlyKeys("20010101", "20010102");
    assertThat(contents.values()).extracting(PartitionContent::rows).containsExactly(10L, 10L);
    assertThat(contents.values()).allSatisfy(c -> assertThat(c.checksum()).matches("[0-9a-f]{16}"));
    assertThat(checksums(otherWay)).isEqualTo(checksums(oneWay));

    execute("OPTIMIZE TABLE %s FINAL".formatted(oneWay));
    assertThat(checksums(oneWay)).isEqualTo(checksums(otherWay));
    assertThat(contents(oneWay).get("20010101"))
        .isNotEqualTo(contents.get("20010101"))
        .extracting(c -> c.checksum())
        .isEqualTo(checksums(otherWay).getFirst());

    execute("ALTER TABLE %s DELETE WHERE id = 2 SETTINGS mutations_sync = 1".formatted(otherWay));
    assertThat(checksums(otherWay)).isNotEqualTo(checksums(oneWay));
  }

  @Test
  default void equalRowsCountAsOftenAsTheyOccur() {
    TableName once = events("once");
    TableName thrice = events("thrice");
    execute("INSERT INTO %s (day, id) VALUES ('2001-01-01', 1)".formatted(once));
    execute("INSERT INTO %s (day, id) SELECT '2001-01-01', 1 FROM numbers(3)".formatted(thrice));

    assertThat(checksums(thrice)).isNotEqualTo(checksums(once));
  }

  @Test
  default void checksumsDoNotDependOnTheOrderOrKindOfColumns() {
    TableName plain = table("plain_columns");
    TableName turned = table("turned_columns");
    execute(
        "CREATE TABLE %s (id UInt32, part String, rows Nullable(String)) ENGINE = MergeTree ORDER BY id"
            .formatted(plain));
    execute(
        ("CREATE TABLE %s (rows LowCardinality(Nullable(String)), part LowCardinality(String),"
                + " id UInt32, more UInt32 ALIAS id + 1, gone UInt8 EPHEMERAL)"
                + " ENGINE = MergeTree ORDER BY id")
            .formatted(turned));
    for (TableName table : List.of(plain, turned)) {
      execute(
          "INSERT INTO %s (id, part, rows) VALUES (1, 'a', NULL), (2, '', 'b')".formatted(table));
    }

    assertThat(wholeChecksum(turned)).isEqualTo(wholeChecksum(plain));
  }

  @Test
  default void checksumsIncludeMaterializedColumns() {
    TableName one = table("materialized_one");
    TableName two = table("materialized_two");
    execute(
        "CREATE TABLE %s (id UInt32, more UInt32 MATERIALIZED id + 1) ENGINE = MergeTree ORDER BY id"
            .formatted(one));
    execute(
        "CREATE TABLE %s (id UInt32, more UInt32 MATERIALIZED id + 2) ENGINE = MergeTree ORDER BY id"
            .formatted(two));
    execute("INSERT INTO %s VALUES (1)".formatted(one));
    execute("INSERT INTO %s VALUES (1)".formatted(two));

    assertThat(wholeChecksum(two)).isNotEqualTo(wholeChecksum(one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Nullable(Int32) | NULL | 0",
        "Nullable(String) | NULL | ''",
        "LowCardinality(Nullable(String)) | NULL | ''",
        "Nullable(UUID) | NULL | toUUID('00000000-0000-0000-0000-000000000000')",
        "Nullable(DateTime64(3)) | NULL | toDateTime64(0, 3)",
        "Nullable(Decimal(38, 4)) | NULL | 0",
        "Nullable(Enum8('a' = 0, 'b' = 1)) | NULL | 'a'",
        "Array(Nullable(String)) | [NULL] | ['NULL']",
        "Array(Array(UInt8)) | [[1], [2]] | [[1, 2], []]",
        "Array(String) | ['a', 'b'] | ['a'',''b']",
        "Map(String, Nullable(Int8)) | map('a', NULL) | map('a', 0)",
        "Tuple(a Nullable(Int8), b String) | (NULL, '') | (0, '')",
        "FixedString(2) | 'a' | 'b'",
        "Float32 | nan | 0",
        "Float64 | 1e-300 | 0",
        "Nullable(Float64) | nan | NULL",
        "Bool | true | false",
        "IPv6 | '::1' | '::2'",
        "Int256 | 1 | -1",
        "Date32 | '1950-01-01' | '1950-01-02'",
        "JSON | '{\"a\": 1}' | '{\"a\": \"1\"}'",
        "Variant(String, UInt8) | 1::UInt8 | 'x'",
        "SimpleAggregateFunction(sum, UInt64) | 1 | 2"
      })
  default void checksumsTellValuesOfEveryTypeApart(String type, String value, String other) {
    String first = checksumOf(type, value);

    assertThat(checksumOf(type, value)).isEqualTo(first);
    assertThat(checksumOf(type, other)).isNotEqualTo(first);
  }

  @Test
  default void checksumsKnowOneNanAndOneZero() {
    assertThat(checksumOf("Float64", "0. / 0")).isEqualTo(checksumOf("Float64", "nan"));
    assertThat(checksumOf("Float32", "-nan")).isEqualTo(checksumOf("Float32", "nan"));
    assertThat(checksumOf("Float64", "-0.")).isEqualTo(checksumOf("Float64", "0."));
    assertThat(checksumOf("Nullable(Float64)", "-0."))
        .isEqualTo(checksumOf("Nullable(Float64)", "0."));
  }

  private String checksumOf(String type, String value) {
    TableName table = table("t_" + java.util.UUID.randomUUID().toString().substring(0, 8));
    execute(
        "CREATE TABLE %s (id UInt8, value %s) ENGINE = MergeTree ORDER BY id"
            .formatted(table, type));
    execute("INSERT INTO %s SELECT 1, %s".formatted(table, value));
    return wholeChecksum(table);
  }

  @Test
  default void absentPartitionsAreAbsent() {
    TableName table = events("sparse");
    fill(table, 0, 10, 2);

    assertThat(warehouse().contents(table, List.of("20010102", "20020101", "it's")))
        .containsOnlyKeys("20010102");
    assertThat(warehouse().contents(table, List.of())).isEmpty();
  }

  @Test
  default void fingerprintsAgreeWithContentsAndSurviveAPromotion() {
    TableName table = events("printed");
    TableName copy = events("copied");
    fill(table, 0, 10, 2);
    fill(table, 10, 10, 2);
    warehouse().promote(table, copy, List.of("20010101", "20010102"));

    Map<String, PartitionContent> contents = contents(table);

    assertThat(warehouse().fingerprints(copy)).isEqualTo(warehouse().fingerprints(table));
    assertThat(contents(copy)).isEqualTo(contents);
    assertThat(warehouse().fingerprints(table).values())
        .containsExactlyElementsOf(
            contents.values().stream()
                .map(c -> new PartitionContent(c.id(), c.rows(), "", c.partsHash()))
                .toList());
  }

  @Test
  default void readsThousandsOfPartitionsAtOnce() {
    TableName table = table("wide");
    execute(
        "CREATE TABLE %s (id UInt32) ENGINE = MergeTree PARTITION BY id ORDER BY id"
            .formatted(table));
    execute(
        "INSERT INTO %s SELECT number FROM numbers(1200) SETTINGS max_partitions_per_insert_block = 0"
            .formatted(table));
    List<String> ids =
        java.util.stream.IntStream.range(0, 2500).mapToObj(Integer::toString).toList();

    assertThat(warehouse().contents(table, ids)).hasSize(1200);
  }

  private Map<String, PartitionContent> contents(TableName table) {
    return warehouse().contents(table, List.of("20010101", "20010102"));
  }

  private List<String> checksums(TableName table) {
    return contents(table).values().stream().map(PartitionContent::checksum).toList();
  }
}

package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.time.TimeRange;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceConditionTest {
  private static final TimeRange MONTH =
      Surveys.range("2019-07-01T00:00:00Z", "2019-08-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date             | 2019-07-01              | 2019-07-31",
        "Date32           | 2019-07-01              | 2019-07-31",
        "DateTime('UTC')  | 1561939200              | 1564617599",
        "DateTime64(0)    | 2019-07-01 00:00:00     | 2019-07-31 23:59:59",
        "DateTime64(3)    | 2019-07-01 00:00:00.000 | 2019-07-31 23:59:59.999",
        "DateTime64(9)    | 2019-07-01 00:00:00.000000000 | 2019-07-31 23:59:59.999999999",
      })
  void namesTheFirstAndTheLastValueOfTheColumnsType(String type, String first, String last) {
    String sql = condition("toYYYYMM(c)", type, ZoneOffset.UTC, MONTH).sql();

    assertThat(sql).matches("`c` >= CAST\\('.*' AS .*\\) AND `c` <= CAST\\('.*' AS .*\\)");
    assertThat(sql).contains("'" + first + "'").contains("'" + last + "'");
  }

  @Test
  void daysOfADateBeginInTheZoneOfTheSpec() {
    TimeRange berlin = Surveys.range("2019-06-30T22:00:00Z", "2019-07-31T22:00:00Z");

    assertThat(condition("toYYYYMM(c)", "Date", ZoneId.of("Europe/Berlin"), berlin).sql())
        .contains("'2019-07-01'")
        .contains("'2019-07-31'");
  }

  @Test
  void aSliceEndsWhereTheTypeDoes() {
    TimeRange last = Surveys.range("2106-02-07T00:00:00Z", "2106-02-08T00:00:00Z");

    assertThat(condition("toDate(c)", "DateTime('UTC')", ZoneOffset.UTC, last).sql())
        .contains("'4294967295'");
  }

  @Test
  void asksForManyPartitionsAtOnce() {
    TreeMap<String, TimeRange> slices = new TreeMap<>();
    slices.put("201907", MONTH);
    slices.put("201908", Surveys.range("2019-08-01T00:00:00Z", "2019-09-01T00:00:00Z"));

    assertThat(SliceCondition.sql(layout("toYYYYMM(c)", "Date", ZoneOffset.UTC), slices))
        .hasValueSatisfying(sql ->
            assertThat(sql)
                .contains("['2019-07-01', '2019-08-01']")
                .contains("['2019-07-31', '2019-08-31']")
                .contains("indexOf(['201907', '201908'], _partition_id)"));
  }

  @Test
  void hasNoneWherePartitionsHoldAllTimes() {
    assertThat(SliceCondition.of(layout("c % 16", "UInt64", ZoneOffset.UTC), MONTH)).isEmpty();
  }

  private static SliceCondition condition(
      String key, String type, ZoneId specZone, TimeRange slice) {
    return SliceCondition.of(layout(key, type, specZone), slice).orElseThrow();
  }

  private static PartitionLayout layout(String key, String type, ZoneId specZone) {
    return PartitionLayout.parse(key, Map.of("c", type), specZone, ZoneOffset.UTC);
  }
}

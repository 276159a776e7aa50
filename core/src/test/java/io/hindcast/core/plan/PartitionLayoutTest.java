package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyDimension.Bucket;
import io.hindcast.core.plan.KeyDimension.Value;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionLayoutTest {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("day", "Date"),
          Map.entry("at", "DateTime64(3, 'UTC')"),
          Map.entry("tenant", "LowCardinality(String)"),
          Map.entry("user", "UInt64"),
          Map.entry("delta", "Int32"),
          Map.entry("a,b", "String"),
          Map.entry("maybe", "Nullable(UInt8)"),
          Map.entry("score", "Float32"));

  @Test
  void readsATupleOfTimeAndBuckets() {
    PartitionLayout layout = parse("(toYYYYMM(day), sipHash64(tenant, user) % 16)");

    assertThat(layout.time().orElseThrow().step()).isEqualTo(PartitionUnit.MONTH);
    assertThat(layout.keys())
        .containsExactly(new Bucket("sipHash64(tenant, user) % 16", List.of("tenant", "user"), 16));
    assertThat(layout.isTimeAlone()).isFalse();
    assertThat(parse("toYYYYMM(day)").isTimeAlone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user % 16                          | 16",
        "modulo(user, 8)                    | 8",
        "cityHash64(tenant) % 4             | 4",
        "cityHash64(concat(tenant, ')')) % 4 | 4",
        "toUInt32(delta) % 4                | 4",
        "positiveModulo(delta, 3)           | 3",
        "jumpConsistentHash(user, 9)        | 9",
      })
  void countsTheBucketsOfWhatIsNeverNegative(String key, int buckets) {
    assertThat(parse(key).keys()).singleElement().isInstanceOf(Bucket.class);
    assertThat(((Bucket) parse(key).keys().getFirst()).buckets()).isEqualTo(buckets);
  }

  /** Remainders of negative numbers are negative. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delta % 16",
        "modulo(delta, 16)",
        "javaHash(tenant) % 4",
        "(user + delta) % 4",
        "delta + cityHash64(tenant) % 4",
        "user % delta",
        "user % 1000000",
        "user % 0",
        "intDiv(user, 1000)",
        "tenant",
        "`a,b`",
        "lower(tenant)",
      })
  void takesWhatMayHaveAnyValueForValues(String key) {
    assertThat(parse(key).keys()).singleElement().isInstanceOf(Value.class);
    assertThat(parse(key).keys().getFirst().expression()).isEqualTo(key);
  }

  @Test
  void keepsTheKeysOrderWhereverTimeStands() {
    PartitionLayout layout = parse("(tenant, toDate(at), `a,b`, user % 2)");
    TargetPartition slice =
        layout.slices(Surveys.range("2001-01-31T00:00:00Z", "2001-02-01T00:00:00Z")).getFirst();

    List<String> values = layout.values(slice, List.of("t", "x", "1"));

    assertThat(values).containsExactly("t", "20010131", "x", "1");
    assertThat(layout.keys(values)).containsExactly("t", "x", "1");
    assertThat(layout.time(values)).isEqualTo("20010131");
    assertThat(layout.keys().get(1).columns()).containsExactly("a,b");
  }

  @Test
  void aTableWithoutTimeHasOneSlice() {
    assertThat(
            parse("tenant").slices(Surveys.range("2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z")))
        .containsExactly(
            new TargetPartition("", Surveys.range("2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                             | not partitioned",
        "tuple()                        | not partitioned",
        "(toYYYYMM(day), toDate(at))    | several steps of time",
        "(toYYYYMM(day), at)            | every distinct time",
        "maybe                          | Nullable(UInt8)",
        "(toYYYYMM(day), score)         | Float32",
        "cityHash64(maybe) % 4          | Nullable(UInt8)",
        "1                              | names no column",
        "(toYYYYMM(day), nowhere)       | names no column",
        "toDayOfWeek(day)               | no step of time that is known",
        "at                             | every distinct time",
        "(toYYYYMM(day), 'a             | cannot be read",
      })
  void refusesWhatItCannotPlanBySayingWhy(String key, String why) {
    HindcastException e = catchThrowableOfType(HindcastException.class, () -> parse(key));

    assertThat(e.code()).isEqualTo(ErrorCode.PARTITIONING_UNSUPPORTED);
    assertThat(e.getMessage()).contains(why);
  }

  @Test
  void functionsOfTimeBesideAStepOfItAreValues() {
    assertThat(parse("(toYYYYMM(at), toHour(at))").keys())
        .containsExactly(new Value("toHour(at)", List.of("at")));
  }

  private static PartitionLayout parse(String key) {
    return PartitionLayout.parse(key, COLUMNS, ZoneOffset.UTC, ZoneOffset.UTC);
  }
}

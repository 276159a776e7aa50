package io.hindcast.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.type.Conversion.Checked;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
  /** SAME, EXACT, LOSSY, CHECKED or NULLS, which stands for NULLs that are refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Date | Date | SAME",
        "LowCardinality(String) | String | SAME",
        "String | LowCardinality(Nullable(String)) | SAME",
        "SimpleAggregateFunction(sum, UInt64) | UInt64 | SAME",
        "UInt64 | SimpleAggregateFunction(sum, UInt64) | SAME",
        "UInt8 | Nullable(UInt8) | SAME",
        "Nullable(UInt8) | UInt8 | NULLS",
        "Nullable(UInt8) | UInt64 | NULLS",
        "Nullable(UInt64) | UInt8 | LOSSY",
        "Nullable(String) | Int32 | NULLS",
        "LowCardinality(Nullable(String)) | String | NULLS",
        "Nullable(String) | Nullable(Int32) | CHECKED",
        "UInt8 | Int16 | EXACT",
        "UInt16 | Int16 | LOSSY",
        "Int64 | Int32 | LOSSY",
        "Int8 | UInt64 | LOSSY",
        "UInt64 | UInt32 | LOSSY",
        "Int64 | Int256 | EXACT",
        "Bool | UInt8 | EXACT",
        "UInt8 | Bool | LOSSY",
        "UInt32 | Float64 | EXACT",
        "UInt64 | Float64 | LOSSY",
        "Int32 | Float32 | LOSSY",
        "Float32 | Float64 | EXACT",
        "Float64 | Float32 | LOSSY",
        "Float64 | Int64 | LOSSY",
        "Float64 | Decimal(18, 2) | LOSSY",
        "Decimal(9, 2) | Float64 | LOSSY",
        "UInt8 | Decimal(9, 2) | EXACT",
        "UInt64 | Decimal(9, 2) | LOSSY",
        "Decimal(9, 2) | Decimal(18, 4) | EXACT",
        "Decimal(9, 2) | Decimal(9, 4) | LOSSY",
        "Decimal(18, 4) | Decimal(18, 2) | LOSSY",
        "Date | DateTime('UTC') | CHECKED",
        "Date | DateTime64(9) | EXACT",
        "Date32 | DateTime64(3) | EXACT",
        "Date32 | DateTime64(9) | CHECKED",
        "DateTime | Date | LOSSY",
        "Date32 | Date | LOSSY",
        "DateTime('UTC') | DateTime | EXACT",
        "DateTime | DateTime64(3) | EXACT",
        "DateTime64(6, 'UTC') | DateTime64(3) | LOSSY",
        "DateTime64(3) | DateTime64(6) | EXACT",
        "DateTime64(3) | DateTime64(9) | CHECKED",
        "DateTime64(3) | DateTime | LOSSY",
        "Time | Time64(3) | EXACT",
        "Time64(3) | Time | LOSSY",
        "DateTime | Time | LOSSY",
        "UInt32 | DateTime | EXACT",
        "UInt64 | DateTime | LOSSY",
        "Int64 | DateTime64(3) | LOSSY",
        "UInt16 | Date | EXACT",
        "UInt32 | Date | LOSSY",
        "Int32 | Date32 | LOSSY",
        "Float64 | DateTime | LOSSY",
        "Date | UInt16 | EXACT",
        "Date | Int16 | LOSSY",
        "DateTime | UInt32 | EXACT",
        "DateTime | Int32 | LOSSY",
        "DateTime64(3) | Int64 | LOSSY",
        "Date32 | Int32 | EXACT",
        "Enum8('a' = 1) | String | EXACT",
        "Enum8('a' = 1) | Enum16('a' = 1, 'b' = 2) | EXACT",
        "Enum8('a' = 1, 'b' = 2) | Enum8('a' = 1) | LOSSY",
        "Enum8('a' = 1, 'b' = 2) | Enum8('a' = 1, 'z' = 2) | LOSSY",
        "Enum8('a' = -1) | Int8 | EXACT",
        "Enum16('a' = -200) | Int8 | LOSSY",
        "Int64 | Enum8('a' = 1) | CHECKED",
        "Float64 | Enum8('a' = 1) | LOSSY",
        "String | Enum8('it\\'s (a), ''b' = 1) | CHECKED",
        "UUID | String | EXACT",
        "String | Date | CHECKED",
        "String | UInt64 | CHECKED",
        "String | Bool | CHECKED",
        "String | IPv4 | CHECKED",
        "IPv4 | IPv6 | EXACT",
        "IPv6 | IPv4 | CHECKED",
        "String | FixedString(2) | CHECKED",
        "FixedString(2) | String | EXACT",
        "FixedString(3) | FixedString(2) | LOSSY",
        "FixedString(2) | FixedString(3) | EXACT",
        "String | JSON | LOSSY",
        "String | Array(Int8) | LOSSY",
        "JSON | String | EXACT",
        "JSON(max_dynamic_paths=8) | JSON | SAME",
        "JSON | JSON(a Int8) | LOSSY",
        "Array(UInt8) | Array(UInt16) | EXACT",
        "Array(UInt64) | Array(UInt16) | LOSSY",
        "Array(Nullable(Int64)) | Array(Int64) | NULLS",
        "Array(String) | Array(Date) | CHECKED",
        "Nothing | String | EXACT",
        "Nullable(Nothing) | String | NULLS",
        "Nullable(Nothing) | Nullable(String) | EXACT",
        "Map(String, UInt8) | Map(String, UInt16) | EXACT",
        "Map(String, Int64) | Map(String, Int8) | LOSSY",
        "Map(String, Int8) | Map(Int8, Int8) | CHECKED",
        "Map(String, Array(Int64)) | Map(String, Array(Int8)) | LOSSY",
        "Tuple(a Int64, b String) | Tuple(a Int64, b String) | SAME",
        "Tuple(Int64, String) | Tuple(a Int64, b String) | EXACT",
        "Tuple(a Int8, b Int16) | Tuple(b Int64, a Int64) | EXACT",
        "Tuple(a Int64, b Int8) | Tuple(b Int8, a Int8) | LOSSY",
        "Tuple(a Int64, b Int64) | Tuple(b Int64, c Int64) | LOSSY",
        "Tuple(a Int64, b Int64) | Tuple(a Int64) | LOSSY",
        "Tuple(Int64) | Tuple(Int8) | LOSSY",
        "Tuple(`a b` UInt8, c Array(UInt8)) | Tuple(`a b` UInt8, c Array(UInt8)) | SAME",
        "Nested(a UInt8, b String) | Array(Tuple(a UInt8, b String)) | SAME",
        "Point | Tuple(Float64, Float64) | SAME",
        "Ring | LineString | SAME",
        "Array(Tuple(Float64, Float64)) | Ring | SAME",
        "UInt64 | Variant(UInt64, String) | EXACT",
        "Nullable(UInt64) | Variant(UInt64, String) | EXACT",
        "String | Variant(UInt64, String) | LOSSY",
        "UInt8 | Variant(UInt64, String) | LOSSY",
        "Variant(UInt64, String) | Variant(Date, String, UInt64) | EXACT",
        "Variant(UInt64, String) | UInt64 | LOSSY",
        "Variant(UInt64, String) | String | LOSSY",
        "UInt64 | Dynamic | EXACT",
        "Dynamic(max_types=3) | Dynamic | SAME",
        "Dynamic | UInt64 | LOSSY",
        "IntervalDay | Int64 | LOSSY",
        "QBit(Float32, 16) | QBit(Float32, 16) | SAME",
        "AggregateFunction(uniq, LowCardinality(String)) | AggregateFunction(uniq, String) | SAME",
        "AggregateFunction(sum, UInt64) | AggregateFunction(sum, UInt32) | CHECKED",
        "AggregateFunction(sum, UInt64) | UInt64 | LOSSY",
        "Whatever(1, 'x') | Whatever(1, 'x') | SAME",
        "Whatever(1, 'x') | Whatever(2, 'x') | LOSSY",
        "Whatever | String | LOSSY"
      })
  void tellsWhatBecomesOfValues(String from, String into, String expected) {
    assertThat(kind(Conversion.of(from, into))).isEqualTo(expected);
  }

  @Test
  void readsNamesOverSeveralLines() {
    assertThat(
            kind(
                Conversion.of(
                    "Tuple(\n    a UInt8,\n    b Array(\n String))",
                    "Tuple(a UInt8, b Array(String))")))
        .isEqualTo("SAME");
  }

  @Test
  void knowsWhatHoldsNoNull() {
    assertThat(Conversion.holdsNullOrNan("UInt32")).isFalse();
    assertThat(Conversion.holdsNullOrNan("LowCardinality(String)")).isFalse();
    assertThat(Conversion.holdsNullOrNan("LowCardinality(Nullable(String))")).isTrue();
    assertThat(Conversion.holdsNullOrNan("Float64")).isTrue();
    assertThat(Conversion.holdsNullOrNan("Variant(String)")).isTrue();
  }

  /** Against the plain meaning: each bound of the one lies within those of the other. */
  @Property(tries = 200)
  void whollyContainedIntegersAreExact(
      @ForAll @IntRange(max = 5) int from,
      @ForAll boolean fromSigned,
      @ForAll @IntRange(max = 5) int into,
      @ForAll boolean intoSigned) {
    boolean fits =
        min(from, fromSigned).compareTo(min(into, intoSigned)) >= 0
            && max(from, fromSigned).compareTo(max(into, intoSigned)) <= 0;

    String kind = kind(Conversion.of(name(from, fromSigned), name(into, intoSigned)));

    assertThat(kind.equals("SAME") || kind.equals("EXACT")).isEqualTo(fits);
  }

  private static String kind(Conversion conversion) {
    if (conversion.isLossy()) {
      return "LOSSY";
    }
    if (conversion.all().anyMatch(Conversion.NullRefused.class::isInstance)) {
      return "NULLS";
    }
    return conversion.all().anyMatch(Checked.class::isInstance)
        ? "CHECKED"
        : conversion instanceof Conversion.Same ? "SAME" : "EXACT";
  }

  private static int bits(int size) {
    return 8 << size;
  }

  private static String name(int size, boolean signed) {
    return (signed ? "Int" : "UInt") + bits(size);
  }

  private static BigInteger min(int size, boolean signed) {
    return signed ? BigInteger.ONE.shiftLeft(bits(size) - 1).negate() : BigInteger.ZERO;
  }

  private static BigInteger max(int size, boolean signed) {
    return BigInteger.ONE.shiftLeft(signed ? bits(size) - 1 : bits(size)).subtract(BigInteger.ONE);
  }
}

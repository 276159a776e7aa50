package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.ColumnFit.Verdict;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeFitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date | Date | SAME",
        "LowCardinality(String) | String | SAME",
        "String | LowCardinality(Nullable(String)) | SAME",
        "UInt8 | Nullable(UInt8) | SAME",
        "Nullable(UInt8) | UInt8 | NULL_FAILS",
        "Nullable(UInt8) | UInt64 | NULL_FAILS",
        "Nullable(UInt64) | UInt8 | NARROWING",
        "UInt8 | Int16 | CONVERTED",
        "UInt16 | Int16 | NARROWING",
        "Int64 | Int32 | NARROWING",
        "Int8 | UInt64 | NARROWING",
        "UInt64 | UInt32 | NARROWING",
        "Int64 | Int256 | CONVERTED",
        "Bool | UInt8 | CONVERTED",
        "UInt8 | Bool | NARROWING",
        "UInt32 | Float64 | CONVERTED",
        "UInt64 | Float64 | NARROWING",
        "Int32 | Float32 | NARROWING",
        "Float32 | Float64 | CONVERTED",
        "Float64 | Float32 | NARROWING",
        "Float64 | Int64 | NARROWING",
        "Float64 | Decimal(18, 2) | NARROWING",
        "Decimal(9, 2) | Float64 | NARROWING",
        "UInt8 | Decimal(9, 2) | CONVERTED",
        "UInt64 | Decimal(9, 2) | NARROWING",
        "Decimal(9, 2) | Decimal(18, 4) | CONVERTED",
        "Decimal(9, 2) | Decimal(9, 4) | NARROWING",
        "Decimal(18, 4) | Decimal(18, 2) | NARROWING",
        "Date | DateTime('UTC') | CONVERTED",
        "DateTime | Date | NARROWING",
        "Date32 | Date | NARROWING",
        "DateTime('UTC') | DateTime | CONVERTED",
        "DateTime | DateTime64(3) | CONVERTED",
        "DateTime64(6, 'UTC') | DateTime64(3) | NARROWING",
        "DateTime64(3) | DateTime | NARROWING",
        "Enum8('a' = 1) | String | CONVERTED",
        "UUID | String | CONVERTED",
        "String | Date | DOUBTFUL",
        "String | UInt64 | DOUBTFUL",
        "Array(UInt8) | Array(UInt16) | CONVERTED",
        "Array(UInt64) | Array(UInt16) | NARROWING",
        "Nothing | String | CONVERTED",
        "Nullable(Nothing) | String | NULL_FAILS",
        "Map(String, UInt8) | Map(String, UInt16) | DOUBTFUL"
      })
  void tellsWhatBecomesOfValues(String from, String into, Verdict verdict) {
    assertThat(TypeFit.of(from, into)).isEqualTo(verdict);
  }

  /** Against the plain meaning: each bound of the one lies within those of the other. */
  @Property(tries = 200)
  void whollyContainedIntegersAreConverted(
      @ForAll @IntRange(max = 5) int from,
      @ForAll boolean fromSigned,
      @ForAll @IntRange(max = 5) int into,
      @ForAll boolean intoSigned) {
    boolean fits =
        min(from, fromSigned).compareTo(min(into, intoSigned)) >= 0
            && max(from, fromSigned).compareTo(max(into, intoSigned)) <= 0;

    Verdict verdict = TypeFit.of(name(from, fromSigned), name(into, intoSigned));

    assertThat(verdict == Verdict.SAME || verdict == Verdict.CONVERTED).isEqualTo(fits);
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

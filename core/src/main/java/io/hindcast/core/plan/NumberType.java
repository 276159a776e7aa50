package io.hindcast.core.plan;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of numbers: the largest and smallest whole number that it holds exactly, and its digits
 * after the point.
 *
 * @param fraction digits after the point; {@link #FLOATING} where there is no fixed number of them
 */
record NumberType(BigInteger min, BigInteger max, int fraction) {
  private static final int FLOATING = 1000;
  private static final Pattern INTEGER = Pattern.compile("(U?)Int(8|16|32|64|128|256)");
  private static final Pattern FLOAT = Pattern.compile("(BFloat16|Float32|Float64)");
  private static final Pattern DECIMAL = Pattern.compile("Decimal\\((\\d+), (\\d+)\\)");

  static Optional<NumberType> of(String type) {
    if (type.equals("Bool")) {
      return Optional.of(new NumberType(BigInteger.ZERO, BigInteger.ONE, 0));
    }
    Matcher integer = INTEGER.matcher(type);
    if (integer.matches()) {
      return Optional.of(integer(integer.group(1).isEmpty(), Integer.parseInt(integer.group(2))));
    }
    Matcher floating = FLOAT.matcher(type);
    if (floating.matches()) {
      int bits =
          switch (floating.group(1)) {
            case "Float64" -> 53;
            case "Float32" -> 24;
            default -> 8;
          };
      return Optional.of(symmetric(BigInteger.TWO.pow(bits), FLOATING + bits));
    }
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      int scale = Integer.parseInt(decimal.group(2));
      int whole = Integer.parseInt(decimal.group(1)) - scale;
      return Optional.of(symmetric(BigInteger.TEN.pow(whole).subtract(BigInteger.ONE), scale));
    }
    return Optional.empty();
  }

  /** Whether every number of this type has its place in the other. */
  boolean fitsInto(NumberType other) {
    return other.min.compareTo(min) <= 0
        && max.compareTo(other.max) <= 0
        && (fraction == 0 || (fraction <= other.fraction && sameKind(other)));
  }

  /** Decimal fractions have no exact place among binary ones, nor the other way round. */
  private boolean sameKind(NumberType other) {
    return fraction >= FLOATING == other.fraction >= FLOATING;
  }

  private static NumberType integer(boolean signed, int bits) {
    BigInteger above = BigInteger.TWO.pow(signed ? bits - 1 : bits);
    return new NumberType(
        signed ? above.negate() : BigInteger.ZERO, above.subtract(BigInteger.ONE), 0);
  }

  private static NumberType symmetric(BigInteger max, int fraction) {
    return new NumberType(max.negate(), max, fraction);
  }
}

package io.hindcast.core.type;

import java.math.BigInteger;

/**
 * A type of numbers: the largest and smallest whole number that it holds exactly, and its digits
 * after the point.
 *
 * @param fraction digits after the point; a number above 1000 where it is a binary fraction
 */
public record NumberType(BigInteger min, BigInteger max, int fraction) {
  private static final int FLOATING = 1000;

  /** 0 and 1. */
  static final NumberType TRUTH = new NumberType(BigInteger.ZERO, BigInteger.ONE, 0);

  static NumberType integer(boolean signed, int bits) {
    BigInteger above = BigInteger.TWO.pow(signed ? bits - 1 : bits);
    return new NumberType(
        signed ? above.negate() : BigInteger.ZERO, above.subtract(BigInteger.ONE), 0);
  }

  /**
   * A binary fraction.
   *
   * @param bits of its mantissa
   */
  static NumberType floating(int bits) {
    return symmetric(BigInteger.TWO.pow(bits), FLOATING + bits);
  }

  static NumberType decimal(int precision, int scale) {
    return symmetric(BigInteger.TEN.pow(precision - scale).subtract(BigInteger.ONE), scale);
  }

  /** Whole numbers between two bounds, both included. */
  static NumberType between(long min, long max) {
    return new NumberType(BigInteger.valueOf(min), BigInteger.valueOf(max), 0);
  }

  /** Whether it is a binary fraction. */
  boolean isFloating() {
    return fraction >= FLOATING;
  }

  /** Whether every number of this type has its place in the other. */
  boolean fitsInto(NumberType other) {
    return other.min.compareTo(min) <= 0
        && max.compareTo(other.max) <= 0
        && (fraction == 0 || (fraction <= other.fraction && sameKind(other)));
  }

  /** Decimal fractions have no exact place among binary ones, nor the other way round. */
  private boolean sameKind(NumberType other) {
    return isFloating() == other.isFloating();
  }

  private static NumberType symmetric(BigInteger max, int fraction) {
    return new NumberType(max.negate(), max, fraction);
  }
}

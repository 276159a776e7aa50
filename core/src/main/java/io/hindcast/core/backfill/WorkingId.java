package io.hindcast.core.backfill;

import java.math.BigInteger;
import java.util.UUID;

/**
 * How names of tables and queries carry a backfill's id: whole, in 26 digits of base 32. Ids are
 * chosen by callers and may begin alike; what is left out of a name could be somebody else's.
 */
public final class WorkingId {
  /** The digits of an id, and the twelve first hexadecimal ones that earlier versions used. */
  static final String PATTERN = "[0-7][0-9a-v]{25}|[0-9a-f]{12}";

  private static final int WHOLE = 26;
  private static final int EARLIER = 12;
  private static final int BASE = 32;

  private WorkingId() {}

  /** The whole id: 26 characters of 0-9 and a-v. */
  public static String of(UUID id) {
    String digits = new BigInteger(id.toString().replace("-", ""), 16).toString(BASE);
    return "0".repeat(WHOLE - digits.length()) + digits;
  }

  /**
   * The first twelve hexadecimal digits of the id that the digits of a name stand for. Several ids
   * may begin with them: {@link #names} tells which one is meant.
   */
  public static String start(String digits) {
    return digits.length() == WHOLE ? start(id(digits)) : digits;
  }

  /** The first twelve hexadecimal digits of an id. */
  public static String start(UUID id) {
    return id.toString().replace("-", "").substring(0, EARLIER);
  }

  /** Whether the digits of a name stand for this id, whole or as earlier versions wrote it. */
  public static boolean names(String digits, UUID id) {
    return digits.length() == WHOLE ? id(digits).equals(id) : digits.equals(start(id));
  }

  private static UUID id(String digits) {
    BigInteger value = new BigInteger(digits, BASE);
    return new UUID(value.shiftRight(Long.SIZE).longValue(), value.longValue());
  }
}

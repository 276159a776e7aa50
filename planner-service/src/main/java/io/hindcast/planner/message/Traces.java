package io.hindcast.planner.message;

import java.util.UUID;

/** W3C trace contexts for requests that come without one. */
public final class Traces {
  private static final int SPAN_DIGITS = 16;

  private Traces() {}

  /** A trace of the backfill's own; the same for each repetition of its request. */
  public static String of(UUID backfillId) {
    String digits = backfillId.toString().replace("-", "");
    return "00-%s-%s-01".formatted(digits, digits.substring(0, SPAN_DIGITS));
  }
}

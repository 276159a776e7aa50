package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import java.util.Optional;
import java.util.Set;

/** What ClickHouse's error codes mean to Hindcast ({@code src/Common/ErrorCodes.cpp}). */
final class ErrorCodes {
  static final int TABLE_ALREADY_EXISTS = 57;
  static final int UNKNOWN_DATABASE = 81;
  static final int UNKNOWN_SETTING = 115;

  private static final String TOO_MANY_PARTITIONS = "Too many partitions for single INSERT block";

  private static final String DISK_FULL = "No space left on device";

  /**
   * What another try cannot heal: unknown, missing or forbidden things, and structures that do not
   * fit together.
   */
  private static final Set<Integer> HOPELESS =
      Set.of(
          8, 10, 16, 20, 35, 36, 42, 43, 44, 46, 47, 48, 50, 53, 62, 63, 70, 80, 115, 122, 128, 169,
          179, 184, 215, 248, 344, 352, 359, 371, 392, 452, 524, 582);

  private ErrorCodes() {}

  /** Whether the same statement would fail with the same code again. */
  static boolean isHopeless(int code) {
    return HOPELESS.contains(code);
  }

  /**
   * Whether another server could not be reached: when a user's statement names it, that says
   * nothing about the one that answers.
   */
  static boolean isElsewhere(int code) {
    return code == 198 || code == 209 || code == 210 || code == 279;
  }

  /** Empty where the code says only that the statement is wrong. */
  static Optional<ErrorCode> of(int code, String message) {
    if (message.contains(DISK_FULL)) {
      return Optional.of(ErrorCode.WAREHOUSE_OUT_OF_DISK);
    }
    return Optional.ofNullable(
        switch (code) {
          case 60, UNKNOWN_DATABASE, 218, 390 -> ErrorCode.TABLE_UNKNOWN;
          case TABLE_ALREADY_EXISTS -> ErrorCode.ILLEGAL_STATE;
          case 173, 241 -> ErrorCode.WAREHOUSE_OUT_OF_MEMORY;
          case 243 -> ErrorCode.WAREHOUSE_OUT_OF_DISK;
          case 159, 160, 209, 473 -> ErrorCode.WAREHOUSE_TIMEOUT;
          // One code for two things: parts pile up, or the statement itself spreads too far.
          case 252 -> message.contains(TOO_MANY_PARTITIONS) ? null : ErrorCode.WAREHOUSE_OVERLOADED;
          case 201, 202, 745 -> ErrorCode.WAREHOUSE_OVERLOADED;
          case 394, 735 -> ErrorCode.QUERY_KILLED;
          case 192, 193, 194, 497, 516 -> ErrorCode.PERMISSION_DENIED;
          case 198, 210, 225, 236, 242, 279, 999 -> ErrorCode.WAREHOUSE_UNAVAILABLE;
          default -> null;
        });
  }
}

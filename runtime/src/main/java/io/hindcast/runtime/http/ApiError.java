package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;

/**
 * The body of every answer that is not a success.
 *
 * @param code an {@link ErrorCode}'s name, or HTTP_… where HTTP itself was the mistake
 * @param message what happened, what was expected, what to do
 */
public record ApiError(String code, String message) {

  /** An error with its status. */
  public static ApiResponse response(ErrorCode code, String message) {
    return ApiResponse.json(status(code), new ApiError(code.name(), message));
  }

  static ApiResponse http(int status, String message) {
    return ApiResponse.json(status, new ApiError("HTTP_" + status, message));
  }

  /** The status that follows from a code. */
  public static int status(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND, TABLE_UNKNOWN -> 404;
      case UNAUTHORIZED -> 401;
      case PERMISSION_DENIED -> 403;
      case REQUEST_CONFLICT, ILLEGAL_STATE, BACKFILL_OVERLAP, RETENTION_OVER -> 409;
      case SURVEY_TOO_LONG -> 400;
      default -> statusOfCategory(code);
    };
  }

  private static int statusOfCategory(ErrorCode code) {
    return switch (code.category()) {
      case USER -> 400;
      case INTERNAL -> 500;
      case RESOURCES, EXTERNAL -> 503;
    };
  }
}

package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.List;

/**
 * Why a swap was refused.
 *
 * @param code the error's stable name
 * @param message for the user: what was expected, what was found, what to do
 * @param partitions partitions that it is about; empty when it is about the whole
 */
public record SwapFailure(ErrorCode code, String message, List<String> partitions) {

  /** Copies the partitions. */
  public SwapFailure {
    partitions = List.copyOf(partitions);
  }

  /** A failure of the whole. */
  public static SwapFailure of(ErrorCode code, String message) {
    return new SwapFailure(code, message, List.of());
  }
}

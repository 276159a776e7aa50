package io.hindcast.planner.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecProblem;
import io.hindcast.runtime.http.ApiError;
import io.hindcast.runtime.http.ApiResponse;
import java.util.List;

/** Every mistake of a spec, with its place. */
record Problems(String code, String message, List<SpecProblem> problems) {

  static ApiResponse response(SpecOutcome.Invalid invalid) {
    return ApiResponse.json(
        ApiError.status(ErrorCode.SPEC_INVALID),
        new Problems(ErrorCode.SPEC_INVALID.name(), invalid.summary(), invalid.problems()));
  }
}

package io.hindcast.planner.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.http.ApiRequest;
import java.util.UUID;

/** Backfill ids in paths and queries. */
final class Ids {
  private Ids() {}

  static UUID of(ApiRequest request) {
    return parse(request.path("id"));
  }

  static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HindcastException(
          ErrorCode.MESSAGE_MALFORMED,
          "'%s' is no backfill id: expected a UUID such as 3f2c8e9a-0b1d-4c5e-8f7a-6b5c4d3e2f1a"
              .formatted(text),
          e);
    }
  }
}

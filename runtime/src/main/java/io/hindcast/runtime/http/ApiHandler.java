package io.hindcast.runtime.http;

/** Answers one route. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface ApiHandler {

  /** A {@link io.hindcast.core.error.HindcastException} becomes the status of its code. */
  ApiResponse handle(ApiRequest request);
}

package io.hindcast.runtime.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to one call. */
public final class ApiResponse {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final @Nullable Duration retryAfter;

  private ApiResponse(int status, String contentType, byte[] body, @Nullable Duration retryAfter) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** 200 with a value as JSON. */
  public static ApiResponse ok(Object value) {
    return json(200, value);
  }

  /** 202: accepted, and it goes on without the caller. */
  public static ApiResponse accepted(Object value) {
    return json(202, value);
  }

  /** Any status with a value as JSON. */
  public static ApiResponse json(int status, Object value) {
    return new ApiResponse(status, "application/json", Json.write(value), null);
  }

  /** 200 with text. */
  public static ApiResponse text(String contentType, String text) {
    return new ApiResponse(200, contentType, text.getBytes(StandardCharsets.UTF_8), null);
  }

  /** 204. */
  public static ApiResponse noContent() {
    return new ApiResponse(204, "", new byte[0], null);
  }

  /** The same, telling the caller when it is worth another try. */
  ApiResponse retryAfter(Duration wait) {
    return new ApiResponse(status, contentType, body, wait);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

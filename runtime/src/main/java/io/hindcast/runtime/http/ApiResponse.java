package io.hindcast.runtime.http;

import java.nio.charset.StandardCharsets;

/** The answer to one call. */
public final class ApiResponse {
  private final int status;
  private final String contentType;
  private final byte[] body;

  private ApiResponse(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
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
    return new ApiResponse(status, "application/json", Json.write(value));
  }

  /** 200 with text. */
  public static ApiResponse text(String contentType, String text) {
    return new ApiResponse(200, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** 204. */
  public static ApiResponse noContent() {
    return new ApiResponse(204, "", new byte[0]);
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
}

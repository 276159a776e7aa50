package io.hindcast.runtime.http;

/**
 * One operation of an API.
 *
 * @param method such as GET
 * @param path such as {@code /v1/backfills/:id}
 */
public record Route(String method, String path, ApiHandler handler) {

  /** Reads. */
  public static Route get(String path, ApiHandler handler) {
    return new Route("GET", path, handler);
  }

  /** Creates or acts. */
  public static Route post(String path, ApiHandler handler) {
    return new Route("POST", path, handler);
  }

  /** Replaces. */
  public static Route put(String path, ApiHandler handler) {
    return new Route("PUT", path, handler);
  }

  /** Removes. */
  public static Route delete(String path, ApiHandler handler) {
    return new Route("DELETE", path, handler);
  }
}

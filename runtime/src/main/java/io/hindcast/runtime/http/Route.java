package io.hindcast.runtime.http;

/**
 * One operation of an API.
 *
 * @param method such as GET
 * @param path such as {@code /v1/backfills/:id}
 * @param kind what it takes up while it runs
 */
public record Route(String method, String path, Kind kind, ApiHandler handler) {

  /** Calls of one kind share a bound, so that they cannot take the place of the others. */
  public enum Kind {
    /** Looks, and is interrupted when its caller leaves. */
    READ,
    /** Creates or acts, and ends what it has begun though its caller leaves. */
    WRITE,
    /** Keeps the warehouse busy, and is interrupted when its caller leaves. */
    PLAN
  }

  /** Reads. */
  public static Route get(String path, ApiHandler handler) {
    return new Route("GET", path, Kind.READ, handler);
  }

  /** Creates or acts. */
  public static Route post(String path, ApiHandler handler) {
    return new Route("POST", path, Kind.WRITE, handler);
  }

  /** Computes at length what the body asks for, and changes nothing. */
  public static Route plan(String path, ApiHandler handler) {
    return new Route("POST", path, Kind.PLAN, handler);
  }

  /** Replaces. */
  public static Route put(String path, ApiHandler handler) {
    return new Route("PUT", path, Kind.WRITE, handler);
  }

  /** Removes. */
  public static Route delete(String path, ApiHandler handler) {
    return new Route("DELETE", path, Kind.WRITE, handler);
  }

  /** Whether a body is read; of other routes it is thrown away. */
  boolean takesBody() {
    return method.equals("POST") || method.equals("PUT");
  }
}

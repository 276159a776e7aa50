package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.text.PlainText;
import io.hindcast.runtime.auth.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One call of the API, fully read. */
public final class ApiRequest {
  private static final int TEXT_MAX = 1_000;

  private final Caller caller;
  private final Map<String, String> path;
  private final Map<String, String> query;
  private final byte[] body;

  /**
   * Copies the maps.
   *
   * @param path values of the route's {@code :name} segments
   * @param query first value of each query parameter
   * @param body up to 2 MiB, not copied
   */
  public ApiRequest(
      Caller caller, Map<String, String> path, Map<String, String> query, byte[] body) {
    this.caller = caller;
    this.path = Map.copyOf(path);
    this.query = Map.copyOf(query);
    this.body = body;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The value of a {@code :name} segment of the route. */
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no segment ':%s'".formatted(name));
    }
    return requireLine("path", value);
  }

  /** A query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name))
        .map(value -> requireLine("query parameter " + name, value));
  }

  private static String requireLine(String what, String value) {
    PlainText.problem(what, value, TEXT_MAX)
        .ifPresent(problem -> {
          throw new HindcastException(ErrorCode.MESSAGE_MALFORMED, problem);
        });
    return value;
  }

  /**
   * A query parameter that is a number between two bounds, both included.
   *
   * @throws HindcastException MESSAGE_MALFORMED when it is something else
   */
  public int query(String name, int fallback, int min, int max) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same answer as a number out of bounds.
    }
    throw new HindcastException(
        ErrorCode.MESSAGE_MALFORMED,
        "The query parameter %s is '%s': expected a whole number from %d to %d"
            .formatted(name, text.get(), min, max));
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as JSON.
   *
   * @throws HindcastException MESSAGE_MALFORMED
   */
  public <T> T json(Class<T> type) {
    return Json.read(body, type);
  }
}

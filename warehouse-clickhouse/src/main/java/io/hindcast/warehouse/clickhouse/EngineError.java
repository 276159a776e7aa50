package io.hindcast.warehouse.clickhouse;

import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.ServerException;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates a driver's exception: the code that decides what happens next, and the engine's own
 * first words for the user. Stack traces, query ids, versions and credentials stay out.
 */
final class EngineError {
  private static final int LENGTH_MAX = 2_000;

  /**
   * What the driver says when it cannot make out the error's text; a proxy's has no code either.
   */
  private static final String UNREADABLE = "<Unreadable error message>";

  private static final Pattern PREFIX = Pattern.compile("^(Code: \\d+\\. )?(DB::Exception: )*");
  private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]+)\\)\\s*$");
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\s*(\\(version [^)]*\\)|\\(transport error: \\d+\\)|\\(queryId= ?[^)]*\\))\\s*$");
  private static final Pattern STACK = Pattern.compile("(?s)[.,]? Stack trace.*$");
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(password|secret|token|access_key)(\\s*[=:]\\s*)('[^']*'|[^\\s,&)]+)");

  private static final String WITHHELD =
      "; further words are withheld, since they may show values of tables: run the query yourself to"
          + " read them";

  private EngineError() {}

  /**
   * @param doing what was tried, as the start of the message
   * @param fallback the code where the engine's own says nothing special
   */
  static HindcastException translate(String doing, ErrorCode fallback, Exception failure) {
    Optional<ServerException> server = serverException(failure);
    if (server.isPresent() && isEngines(server.get())) {
      return fromServer(doing, fallback, server.get());
    }
    return fromTransport(doing, failure);
  }

  /**
   * The same without the engine's words, which may show values that a user's query has read.
   *
   * @param fallback also for what fails in the driver, such as an answer that is no number
   */
  static HindcastException brief(String doing, ErrorCode fallback, Exception failure) {
    HindcastException full = translate(doing, fallback, failure);
    Optional<ServerException> server = serverException(failure).filter(EngineError::isEngines);
    if (server.isPresent()) {
      return new HindcastException(
          full.code(),
          "%s failed: %s%s".formatted(doing, name(server.get()), WITHHELD),
          new EngineFailure(server.get().getCode()));
    }
    return full.code() == ErrorCode.INTERNAL
        ? new HindcastException(
            fallback,
            "%s failed: its answer cannot be read (%s)%s"
                .formatted(doing, root(failure).getClass().getSimpleName(), WITHHELD))
        : full;
  }

  private static String name(ServerException failure) {
    Matcher name = NAME.matcher(clean(String.valueOf(failure.getMessage())));
    String code = "ClickHouse code " + failure.getCode();
    return name.find() ? "%s (%s)".formatted(name.group(1), code) : code;
  }

  /** A server that answers with a code of its own is there, whatever became of its words. */
  private static boolean isEngines(ServerException answer) {
    return answer.getCode() > 0 || !String.valueOf(answer.getMessage()).contains(UNREADABLE);
  }

  /** The engine's code of an error, or 0 where there is none. */
  static int codeOf(Exception failure) {
    return serverException(failure).map(ServerException::getCode).orElse(0);
  }

  private static HindcastException fromServer(
      String doing, ErrorCode fallback, ServerException failure) {
    String words = String.valueOf(failure.getMessage());
    boolean hopeless = fallback == ErrorCode.INTERNAL && ErrorCodes.isHopeless(failure.getCode());
    boolean elsewhere = fallback != ErrorCode.INTERNAL && ErrorCodes.isElsewhere(failure.getCode());
    ErrorCode code =
        ErrorCodes.of(failure.getCode(), words)
            .filter(found -> !elsewhere)
            .orElse(hopeless ? ErrorCode.WAREHOUSE_REFUSED : fallback);
    return new HindcastException(
        code,
        "%s failed: %s".formatted(doing, describe(failure.getCode(), words)),
        new EngineFailure(failure.getCode()));
  }

  private static HindcastException fromTransport(String doing, Exception failure) {
    Throwable root = root(failure);
    String words =
        "%s: %s"
            .formatted(root.getClass().getSimpleName(), clean(String.valueOf(root.getMessage())));
    if (root instanceof SocketTimeoutException) {
      return new HindcastException(
          ErrorCode.WAREHOUSE_TIMEOUT,
          "%s failed: ClickHouse did not answer in time (%s)".formatted(doing, words));
    }
    if (root instanceof IOException
        || root instanceof ServerException
        || root instanceof ConnectionInitiationException) {
      return new HindcastException(
          ErrorCode.WAREHOUSE_UNAVAILABLE,
          "%s failed: ClickHouse cannot be reached or broke off (%s)".formatted(doing, words));
    }
    return new HindcastException(
        ErrorCode.INTERNAL, "%s failed in the driver (%s)".formatted(doing, words), failure);
  }

  static String describe(int code, String message) {
    String words = clean(message.replace(UNREADABLE, "the server's words cannot be read"));
    Matcher name = NAME.matcher(words);
    String suffix = "ClickHouse code " + code;
    if (name.find()) {
      suffix += ", " + name.group(1);
      words = words.substring(0, name.start()).strip();
    }
    return "%s (%s)".formatted(shorten(words), suffix);
  }

  private static String clean(String message) {
    String words = STACK.matcher(message).replaceFirst("");
    for (Matcher end = SUFFIX.matcher(words); end.find(); end = SUFFIX.matcher(words)) {
      words = words.substring(0, end.start());
    }
    words = PREFIX.matcher(words).replaceFirst("");
    words = CREDENTIALS.matcher(words).replaceAll("://***@");
    return PASSWORD.matcher(words).replaceAll("$1$2***").strip();
  }

  private static String shorten(String words) {
    return words.length() <= LENGTH_MAX ? words : words.substring(0, LENGTH_MAX) + " …";
  }

  private static Optional<ServerException> serverException(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ServerException server) {
        return Optional.of(server);
      }
      if (at instanceof SQLException sql && sql.getErrorCode() > 0 && sql.getCause() == null) {
        return Optional.of(
            new ServerException(sql.getErrorCode(), String.valueOf(sql.getMessage()), 0, ""));
      }
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable failure) {
    Throwable at = failure;
    for (Throwable next = at.getCause(); next != null; next = at.getCause()) {
      at = next;
    }
    return at;
  }
}

package io.hindcast.runtime.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A JDBC URL of PostgreSQL, taken apart.
 *
 * @param parameters what follows the question mark; only such as may be logged, and as every
 *     connection of Hindcast understands: that of the driver and that of replication
 */
public record PostgresUrl(
    String host, int port, String database, SortedMap<String, String> parameters) {
  private static final String JDBC = "jdbc:";
  private static final String EXPECTED = "jdbc:postgresql://host:port/name";
  private static final String INSTEAD =
      "set database.user, and database.password or database.password-file";
  private static final int PORT = 5432;
  private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "ApplicationName",
          "connectTimeout",
          "loginTimeout",
          "socketTimeout",
          "ssl",
          "sslcert",
          "sslkey",
          "sslmode",
          "sslrootcert",
          "tcpKeepAlive");

  /** Copies the parameters. */
  public PostgresUrl {
    parameters = new TreeMap<>(parameters);
  }

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException when it names several hosts or no database, or has credentials
   *     or unknown parameters; the message has no values of the URL's
   */
  public static PostgresUrl parse(String jdbcUrl) {
    List<String> problems = problems(jdbcUrl);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.getFirst());
    }
    URI uri = uri(jdbcUrl);
    return new PostgresUrl(
        uri.getHost(),
        uri.getPort() < 0 ? PORT : uri.getPort(),
        uri.getPath().substring(1),
        parameters(uri));
  }

  /** What is wrong with a URL, each without any of its values; empty when nothing is. */
  static List<String> problems(String jdbcUrl) {
    URI uri;
    try {
      uri = uri(jdbcUrl);
    } catch (IllegalArgumentException e) {
      return List.of("is no URL of PostgreSQL: expected " + EXPECTED);
    }
    List<String> problems = new ArrayList<>();
    if (uri.getUserInfo() != null) {
      problems.add("has a user before the host, which would be logged: " + INSTEAD);
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      problems.add("does not name one host and a database: expected " + EXPECTED);
    }
    for (String name : parameters(uri).keySet()) {
      if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
        problems.add("has the parameter %s, which would be logged: %s".formatted(name, INSTEAD));
      } else if (!UNDERSTOOD.contains(name)) {
        problems.add(
            "has the parameter %s, which replication would not get: expected some of %s"
                .formatted(name, new TreeSet<>(UNDERSTOOD)));
      }
    }
    return problems;
  }

  private static URI uri(String jdbcUrl) {
    if (!jdbcUrl.startsWith(JDBC + "postgresql:")) {
      throw new IllegalArgumentException("no PostgreSQL");
    }
    return URI.create(jdbcUrl.substring(JDBC.length()));
  }

  private static SortedMap<String, String> parameters(URI uri) {
    SortedMap<String, String> parameters = new TreeMap<>();
    String query = uri.getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] sides = pair.split("=", 2);
        parameters.put(decoded(sides[0]), sides.length > 1 ? decoded(sides[1]) : "");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** How connections are secured, as the driver decides it: {@code prefer} unless said. */
  public String sslMode() {
    String mode = parameters.get("sslmode");
    if (mode != null) {
      return mode;
    }
    String ssl = parameters.get("ssl");
    return ssl == null || ssl.equals("false") ? "prefer" : "verify-full";
  }

  /** The parameters without those that say how connections are secured. */
  public Map<String, String> others() {
    SortedMap<String, String> others = new TreeMap<>(parameters);
    others.keySet().removeIf(name -> name.startsWith("ssl"));
    return others;
  }
}

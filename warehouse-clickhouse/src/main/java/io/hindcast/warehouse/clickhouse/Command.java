package io.hindcast.warehouse.clickhouse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement with its bound values. The values travel beside the text as query parameters of the
 * server; they are never part of the text.
 *
 * @param sql the text, with {@code {name:Type}} for each parameter
 * @param parameters name to value in the server's text format
 * @param settings query settings
 */
record Command(String sql, Map<String, String> parameters, Map<String, String> settings) {
  /** The server takes at most 128 KiB for one parameter; a partition id is far below 64 bytes. */
  private static final int LIST_PIECE = 1_000;

  /** Characters of one parameter of a list, before they are escaped. */
  private static final int PIECE_LENGTH_MAX = 50_000;

  private static final String READONLY = "readonly";
  private static final int URL_LENGTH_MAX = 32_768;

  Command {
    parameters = Map.copyOf(parameters);
    settings = Map.copyOf(settings);
  }

  static Command of(String sql) {
    return new Command(sql, Map.of(), Map.of());
  }

  /**
   * A statement with quoted names and generated expressions in its {@code %s} places.
   *
   * @param template a text of this package, never a user's
   */
  static Command of(String template, String... pieces) {
    return of(template.formatted((Object[]) pieces));
  }

  /** Binds a text to {@code {name:String}}. */
  Command bind(String name, String value) {
    return bindRaw(name, escape(value));
  }

  /** Binds a value that is in the server's text format already. */
  Command bindRaw(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Command(sql, more, settings);
  }

  /** Binds texts to the expression of {@link #list}. */
  Command bindList(String name, Collection<String> values) {
    Command bound = this;
    List<List<String>> pieces = pieces(values);
    for (int i = 0; i < pieces.size(); i++) {
      bound = bound.bindRaw(name + i, arrayLiteral(pieces.get(i)));
    }
    return bound;
  }

  /** The array expression of a list of texts: in pieces, since a parameter's length is limited. */
  static String list(String name, Collection<String> values) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < pieces(values).size(); i++) {
      parts.add("{%s%d:Array(String)}".formatted(name, i));
    }
    return "arrayConcat(%s)".formatted(String.join(", ", parts));
  }

  Command with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new Command(sql, parameters, more);
  }

  /** Reads only, and may say with which settings. */
  Command reading() {
    return with(READONLY, "2");
  }

  /** Reads only, whatever it says: for a user's text. */
  Command readingOnly() {
    return with(READONLY, "1");
  }

  /** As the services' user may, which is what the answer is about. */
  Command asUsual() {
    return with(READONLY, "0");
  }

  boolean saysWhetherItReads() {
    return settings.containsKey(READONLY);
  }

  /** Adds settings. */
  Command withAll(Map<String, String> settings) {
    Command all = this;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    return all;
  }

  /** Whether the parameters are too long for a URL. */
  boolean isLong() {
    return parameters.values().stream().mapToInt(String::length).sum() > URL_LENGTH_MAX;
  }

  private static List<List<String>> pieces(Collection<String> values) {
    List<String> all = List.copyOf(values);
    List<List<String>> pieces = new ArrayList<>();
    int from = 0;
    int length = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean full = i - from == LIST_PIECE || length + all.get(i).length() > PIECE_LENGTH_MAX;
      if (full && i > from) {
        pieces.add(all.subList(from, i));
        from = i;
        length = 0;
      }
      length += all.get(i).length();
    }
    pieces.add(all.subList(from, all.size()));
    return pieces;
  }

  private static String arrayLiteral(List<String> values) {
    return values.stream()
        .map(value -> "'" + escape(value).replace("'", "\\'") + "'")
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  /** As ClickHouse's tab-separated format writes it, in which parameters are read. */
  private static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\0", "\\0");
  }
}

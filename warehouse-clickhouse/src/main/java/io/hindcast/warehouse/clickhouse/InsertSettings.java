package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.PinnedSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Under which settings a transform is described and run: the spec's own, and some of ours. */
final class InsertSettings {
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_]{0,127}");

  /** What the address of a request means to the server's HTTP handler, beside settings. */
  private static final Set<String> RESERVED =
      Set.of(
          "query",
          "query_id",
          "user",
          "password",
          "database",
          "role",
          "quota_key",
          "session_id",
          "session_check",
          "session_timeout",
          "default_format",
          "compress",
          "decompress",
          "buffer_size",
          "wait_end_of_query",
          "stacktrace",
          "close_session",
          "readonly");

  /**
   * What decides on conversions, so that no profile of the server's does: each as strict as it can
   * be, or else the engine's own default.
   */
  private static final Map<String, String> CONVERSIONS =
      Map.of(
          "insert_null_as_default", "0",
          "date_time_overflow_behavior", "throw",
          "cast_ipv4_ipv6_default_on_conversion_error", "0",
          "cast_string_to_dynamic_use_inference", "0",
          "cast_keep_nullable", "0");

  private InsertSettings() {}

  /** The settings of a task's statement; what the spec says of one of ours counts. */
  static Map<String, String> of(Map<String, String> own) {
    own.keySet().forEach(InsertSettings::requireSetting);
    Map<String, String> settings = new TreeMap<>(CONVERSIONS);
    settings.putAll(own);
    return settings;
  }

  /** The same for a look at what the statement yields; named tuples come on one line. */
  static Map<String, String> describing(Map<String, String> own) {
    Map<String, String> settings = of(own);
    settings.put("print_pretty_type_names", "0");
    return settings;
  }

  private static void requireSetting(String name) {
    PinnedSettings.problem(name)
        .ifPresent(problem -> {
          throw new HindcastException(ErrorCode.SPEC_INVALID, problem);
        });
    if (!SETTING.matcher(name).matches() || name.startsWith("param_") || RESERVED.contains(name)) {
      throw new HindcastException(
          ErrorCode.SPEC_INVALID,
          "'%s' is not a query setting of ClickHouse; see system.settings for their names"
              .formatted(name));
    }
  }
}

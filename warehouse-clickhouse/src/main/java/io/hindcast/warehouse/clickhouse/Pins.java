package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.spec.PinnedSettings;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that each statement is sent with, so that neither a profile nor a spec makes it read
 * or yield fewer rows. A setting that a server does not know cannot be sent to it, so it is asked
 * once. A user who may not set one of them gets the server's error for each statement.
 */
final class Pins {
  /** Its own truncation would pass for settings that the server does not know. */
  static final Command KNOWN =
      Command.of("SELECT name FROM system.settings").withAll(PinnedSettings.always());

  private final Question known;
  private @Nullable Map<String, String> values;

  /**
   * @param known runs {@link #KNOWN}; at the first need
   */
  Pins(Question known) {
    this.known = known;
  }

  /** The names of settings that {@link #KNOWN} yields. */
  @FunctionalInterface
  interface Question {
    List<String> ask() throws SQLException;
  }

  /**
   * Name to value.
   *
   * @throws SQLException when the server cannot be asked; the next call asks again
   */
  synchronized Map<String, String> values() throws SQLException {
    Map<String, String> pins = values;
    if (pins == null) {
      List<String> names = known.ask();
      Map<String, String> all = new TreeMap<>(PinnedSettings.always());
      PinnedSettings.whereKnown()
          .forEach((name, value) -> {
            if (names.contains(name)) {
              all.put(name, value);
            }
          });
      pins = Collections.unmodifiableMap(all);
      values = pins;
    }
    return pins;
  }
}

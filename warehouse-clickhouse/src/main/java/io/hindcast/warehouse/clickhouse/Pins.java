package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.spec.PinnedSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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

  private final Supplier<List<String>> known;
  private @Nullable Map<String, String> values;

  /**
   * @param known runs {@link #KNOWN}; at the first need
   */
  Pins(Supplier<List<String>> known) {
    this.known = known;
  }

  /** Name to value. */
  synchronized Map<String, String> values() {
    Map<String, String> pins = values;
    if (pins == null) {
      List<String> names = known.get();
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

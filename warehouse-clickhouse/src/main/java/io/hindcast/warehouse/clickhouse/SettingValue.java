package io.hindcast.warehouse.clickhouse;

import org.jspecify.annotations.Nullable;

/** What the text of a setting means. */
final class SettingValue {
  private SettingValue() {}

  /** Whether a switch is on. */
  static boolean isOn(@Nullable String value) {
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }
}

package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.plan.Conditions.Memory;
import io.hindcast.core.plan.Conditions.SettingState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what the server's settings are, and which of them the user may set. */
final class SettingInspector {
  /** A name further away than this is another word. */
  private static final int DISTANCE_MAX = 4;

  private static final String STATES =
      "SELECT name, readonly = 0 AS changeable FROM system.settings WHERE name IN ";

  private static final String SIMILAR =
      """
      SELECT name, damerauLevenshteinDistance(name, {name:String}) AS distance
      FROM system.settings ORDER BY distance, name LIMIT 1
      """;

  private static final String MEMORY =
      """
      SELECT toUInt64(getSetting('max_memory_usage')) AS query,
        (SELECT sum(toUInt64OrZero(value)) FROM system.server_settings
         WHERE name = 'max_server_memory_usage') AS server
      """;

  private final JdbcSession session;

  SettingInspector(JdbcSession session) {
    this.session = session;
  }

  List<SettingState> states(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    Map<String, SettingState> known =
        session
            .query(
                "Asking for settings",
                Command.of(STATES + Command.list("names", names))
                    .bindList("names", names)
                    .asUsual(),
                SettingInspector::state)
            .stream()
            .collect(Collectors.toMap(SettingState::name, Function.identity()));
    return names.stream()
        .map(name -> known.containsKey(name) ? known.get(name) : unknown(name))
        .toList();
  }

  Memory memory() {
    return session
        .query(
            "Asking for memory limits",
            Command.of(MEMORY),
            row -> new Memory(row.getLong("query"), row.getLong("server")))
        .getFirst();
  }

  private static SettingState state(ResultSet row) throws SQLException {
    return new SettingState(
        row.getString("name"), true, row.getBoolean("changeable"), Optional.empty());
  }

  private SettingState unknown(String name) {
    Optional<String> similar =
        session
            .query(
                "Looking for a setting like " + name,
                Command.of(SIMILAR).bind("name", name),
                row -> row.getInt("distance") <= DISTANCE_MAX ? row.getString("name") : "")
            .stream()
            .filter(found -> !found.isEmpty())
            .findFirst();
    return new SettingState(name, false, false, similar);
  }
}

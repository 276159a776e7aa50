package io.hindcast.demo.scenario;

import java.util.List;

/**
 * A row that the backfill changed.
 *
 * @param route day, origin and destination
 * @param flights flights in it
 * @param before average delay that was published before
 * @param after average delay that is published now
 */
record ChangedRow(String route, long flights, double before, double after) {
  private static final int COUNT = 4;

  /** The busy routes on which the bug hid most, by the table from before and the live one. */
  static List<ChangedRow> between(ClickHouse clickhouse, String previous) {
    return clickhouse
        .rows(
            """
            SELECT concat(toString(day), ' ', origin, '-', destination), new.flights,
                round(old.avg_delay, 2), round(new.avg_delay, 2)
            FROM flights.route_daily AS new
            INNER JOIN %s AS old USING (day, origin, destination)
            WHERE day >= '%s' AND day < '%s' AND new.flights >= 10
                AND new.flights = old.flights AND old.avg_delay < 0
            ORDER BY new.avg_delay - old.avg_delay DESC, day, origin, destination LIMIT %d
            """
                .formatted(previous, FlightTables.FROM, FlightTables.TO, COUNT))
        .stream()
        .map(row ->
            new ChangedRow(
                row.get(0),
                Long.parseLong(row.get(1)),
                Double.parseDouble(row.get(2)),
                Double.parseDouble(row.get(3))))
        .toList();
  }
}

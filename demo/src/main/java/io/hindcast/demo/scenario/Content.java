package io.hindcast.demo.scenario;

import java.util.List;

/**
 * What one query over the whole range saw.
 *
 * @param rows how many rows
 * @param flights sum of their flights
 * @param daysWithTheBug days with a negative average delay
 * @param checksum over all rows, whatever their order
 */
record Content(long rows, long flights, long daysWithTheBug, String checksum) {

  /** What the table holds in the range, read in one query as a dashboard would. */
  static Content read(ClickHouse clickhouse, String table) {
    List<String> row =
        clickhouse.row(
            """
            SELECT count(), sum(flights), uniqExactIf(day, avg_delay < 0),
                sum(cityHash64(day, origin, destination, flights, delayed, avg_delay))
            FROM %s WHERE day >= '%s' AND day < '%s' SETTINGS max_threads = 1
            """
                .formatted(table, FlightTables.FROM, FlightTables.TO));
    return new Content(
        Long.parseLong(row.get(0)),
        Long.parseLong(row.get(1)),
        Long.parseLong(row.get(2)),
        row.get(3));
  }
}

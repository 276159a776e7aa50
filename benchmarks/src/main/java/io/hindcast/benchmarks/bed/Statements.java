package io.hindcast.benchmarks.bed;

import java.time.Instant;
import java.util.List;

/** What the engine was asked to do, by the shape of the statement. */
public record Statements(List<Shape> shapes) {
  private static final int SHAPES_MAX = 25;

  /**
   * Statements that differ in values and names only.
   *
   * @param seconds all of them together took
   * @param cpuSeconds all of them together used
   */
  public record Shape(String kind, long count, double seconds, double cpuSeconds, String text) {
    private static Shape of(String line) {
      String[] values = line.split("\t", -1);
      return new Shape(
          values[0],
          Long.parseLong(values[1]),
          Double.parseDouble(values[2]),
          Double.parseDouble(values[3]),
          values[4]);
    }
  }

  /** Of all that ended since then, those first that used most. */
  public static Statements since(Engine engine, Instant begin) {
    engine.execute("SYSTEM FLUSH LOGS");
    return new Statements(
        engine
            .rows(
                """
                SELECT query_kind, count(), round(sum(query_duration_ms) / 1000, 3),
                  round(sum(ProfileEvents['OSCPUVirtualTimeMicroseconds']) / 1e6, 3) AS cpu,
                  any(replaceRegexpAll(substring(query, 1, 160), '\\\\s+', ' '))
                FROM system.query_log
                WHERE type != 'QueryStart' AND is_initial_query
                  AND query_start_time_microseconds >= fromUnixTimestamp64Micro(%d)
                GROUP BY query_kind, if(query LIKE 'INSERT%%', cityHash64(substring(query, 1, 12)),
                  cityHash64(replaceRegexpAll(query, '[0-9a-f]{4,}|[0-9]+', '?')))
                ORDER BY cpu DESC LIMIT %d
                """
                    .formatted(begin.toEpochMilli() * 1000, SHAPES_MAX))
            .stream()
            .map(Shape::of)
            .toList());
  }

  /** For people. */
  public List<String> lines() {
    return shapes.stream()
        .map(s ->
            "%6d x  %8.3f s  cpu %7.3f s  %s"
                .formatted(s.count(), s.seconds(), s.cpuSeconds(), s.text()))
        .toList();
  }
}

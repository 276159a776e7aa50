package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.sql.Placeholder;
import io.hindcast.core.sql.SqlText;
import io.hindcast.warehouse.RangeBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks a user's query for one number, for many ranges at once. */
final class ScalarReader {
  /** How many ranges one statement asks for. */
  private static final int RANGES_MAX = 50;

  /** The server takes statements of 256 KiB. */
  private static final int TEXT_MAX = 128 * 1024;

  private final JdbcSession session;

  ScalarReader(JdbcSession session) {
    this.session = session;
  }

  double read(String sql, RangeBinding binding) {
    return read(sql, List.of(binding)).getFirst();
  }

  List<Double> read(String sql, List<RangeBinding> bindings) {
    int batch = Math.clamp(TEXT_MAX / Math.max(1, sql.length()), 1, RANGES_MAX);
    List<Double> all = new ArrayList<>();
    for (int from = 0; from < bindings.size(); from += batch) {
      all.addAll(together(sql, bindings.subList(from, Math.min(bindings.size(), from + batch))));
    }
    return all;
  }

  private List<Double> together(String sql, List<RangeBinding> bindings) {
    SqlText text = UserSql.scan(sql);
    List<String> branches = new ArrayList<>();
    Command bound = Command.of("");
    for (int i = 0; i < bindings.size(); i++) {
      branches.add(
          "SELECT toUInt32(%d) AS hindcast_range, * FROM (\n%s\n) LIMIT 2"
              .formatted(i, numbered(text, i)));
      for (Map.Entry<String, String> value :
          RangeParameters.of(text.placeholders(), bindings.get(i)).entrySet()) {
        bound = bound.bindRaw(name(value.getKey(), i), value.getValue());
      }
    }
    Command command =
        new Command(String.join("\nUNION ALL\n", branches), bound.parameters(), Map.of());
    Map<Integer, List<Scalar>> rows =
        session
            .question("The check's query", ErrorCode.CHECK_FAILED, command, Scalar::read)
            .stream()
            .collect(Collectors.groupingBy(Scalar::range));
    return IntStream.range(0, bindings.size())
        .mapToObj(i -> Scalar.only(rows.getOrDefault(i, List.of())))
        .toList();
  }

  /** The query with parameters of its own. */
  private static String numbered(SqlText text, int index) {
    StringBuilder numbered = new StringBuilder(text.sql());
    for (Placeholder placeholder : text.placeholders().reversed()) {
      numbered.replace(
          placeholder.start(),
          placeholder.end(),
          "{%s:%s}".formatted(name(placeholder.name(), index), placeholder.type()));
    }
    return UserSql.scan(numbered.toString()).body();
  }

  private static String name(String placeholder, int index) {
    return placeholder + "_" + index;
  }

  /** One row of a query that should yield one number. */
  private record Scalar(int range, int columns, String type, @Nullable Object value) {

    static Scalar read(ResultSet row) throws SQLException {
      var meta = row.getMetaData();
      boolean any = meta.getColumnCount() > 1;
      return new Scalar(
          row.getInt(1),
          meta.getColumnCount() - 1,
          any ? meta.getColumnTypeName(2) : "",
          any ? row.getObject(2) : null);
    }

    static double only(List<Scalar> rows) {
      if (rows.size() == 1 && rows.getFirst().columns() == 1) {
        Scalar row = rows.getFirst();
        if (row.value() instanceof Number number && !Double.isNaN(number.doubleValue())) {
          return number.doubleValue();
        }
        throw notANumber(
            "%s of type %s".formatted(row.value() == null ? "null" : "a value", row.type()));
      }
      throw notANumber(
          rows.isEmpty()
              ? "no row"
              : "%s, %d columns"
                  .formatted(
                      rows.size() == 1 ? "one row" : "several rows", rows.getFirst().columns()));
    }

    private static HindcastException notANumber(String found) {
      return new HindcastException(
          ErrorCode.CHECK_FAILED,
          "The check's query must yield one row with one number, found " + found);
    }
  }
}

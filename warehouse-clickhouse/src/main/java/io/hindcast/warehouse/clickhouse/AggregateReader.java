package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.check.Figure;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Aggregates;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads users' aggregate expressions, by partition and over all partitions, in one scan. */
final class AggregateReader {
  private static final String IDS = "partitions";

  /** The id of what is over all partitions: no partition has it. */
  private static final String ALL = "";

  /**
   * Each value as a double and as a text: the text is exact, and the double also reads what is no
   * number by itself, such as a date. Aliases are names that no table has.
   */
  private static final String AGGREGATES =
      """
      SELECT _partition_id AS hindcast_partition, [%s] AS hindcast_doubles, [%s] AS hindcast_texts
      FROM %s
      WHERE _partition_id IN %s
      GROUP BY GROUPING SETS ((hindcast_partition), ())
      """;

  private static final int SHOWN_MAX = 500;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final JdbcSession session;

  AggregateReader(JdbcSession session) {
    this.session = session;
  }

  Aggregates read(TableName table, Collection<String> partitionIds, List<String> expressions) {
    Command command =
        Command.of(
                AGGREGATES,
                each(expressions, "CAST((%s\n) AS Nullable(Float64))"::formatted),
                each(expressions, "CAST(toString((%s\n)) AS Nullable(String))"::formatted),
                SqlName.of(table),
                Command.list(IDS, partitionIds))
            .bindList(IDS, partitionIds);
    Map<String, List<@Nullable Figure>> values = new LinkedHashMap<>();
    session
        .question(doing(table, expressions), ErrorCode.CHECK_FAILED, command, AggregateReader::row)
        .forEach(row -> values.put(row.partitionId(), row.figures()));
    List<@Nullable Figure> total = values.remove(ALL);
    if (total == null) {
      throw new IllegalStateException("The server gave no total of " + table);
    }
    return new Aggregates(total, values);
  }

  /** With the user's own words, since the engine's are withheld. */
  private static String doing(TableName table, List<String> expressions) {
    String all = String.join(", ", expressions);
    return "Measuring %s of %s"
        .formatted(all.length() <= SHOWN_MAX ? all : all.substring(0, SHOWN_MAX) + " …", table);
  }

  /** The line break ends a comment at an expression's end. */
  private static String each(List<String> expressions, UnaryOperator<String> form) {
    return expressions.stream().map(form).collect(Collectors.joining(", "));
  }

  private static Row row(ResultSet row) throws SQLException {
    Object[] doubles = (Object[]) row.getArray("hindcast_doubles").getArray();
    Object[] texts = (Object[]) row.getArray("hindcast_texts").getArray();
    List<@Nullable Figure> figures = new ArrayList<>();
    for (int i = 0; i < doubles.length; i++) {
      figures.add(figure((Double) doubles[i], (String) texts[i]));
    }
    return new Row(row.getString("hindcast_partition"), figures);
  }

  private static @Nullable Figure figure(@Nullable Double number, @Nullable String text) {
    if (number == null || text == null) {
      return null;
    }
    return NUMBER.matcher(text).matches() ? Figure.of(new BigDecimal(text)) : Figure.of(number);
  }

  private record Row(String partitionId, List<@Nullable Figure> figures) {}
}

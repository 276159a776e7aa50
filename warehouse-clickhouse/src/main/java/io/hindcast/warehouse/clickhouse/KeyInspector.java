package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.KeyedPartition;
import io.hindcast.core.plan.SliceKeys;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.RangeBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns values of partition keys into ids and back. The server itself computes each id ({@code
 * partitionID}), so that nothing here knows how ids are made.
 */
final class KeyInspector {
  /** Values are sent in the body of a request, of which this is a few hundred kilobytes. */
  private static final int IDS_PIECE = 10_000;

  /** A local time that comes twice is printed alike: the hour after it is tried as well. */
  private static final int REPEATED_HOUR_SECONDS = 3600;

  private static final String PARTITIONS =
      """
      SELECT hindcast_id, [%s] AS hindcast_values,
        arrayAll(value -> isValidUTF8(value), hindcast_values) AND hindcast_id IN (%s, %s) AS exact
      FROM (
        SELECT DISTINCT partition_id AS hindcast_id, %s AS hindcast_key
        FROM system.parts
        WHERE active AND rows > 0 AND NOT startsWith(partition_id, 'patch-')
          AND database = {database:String} AND table = {table:String}
      )
      ORDER BY hindcast_id
      """;

  private static final String IDS =
      """
      SELECT partitionID(%s) AS hindcast_id
      FROM (
        SELECT hindcast_row, hindcast_key
        FROM (SELECT arrayZip(%s) AS hindcast_keys)
        ARRAY JOIN hindcast_keys AS hindcast_key, arrayEnumerate(hindcast_keys) AS hindcast_row
      )
      ORDER BY hindcast_row
      """;

  private static final String SLICES =
      """
      SELECT partitionID(hindcast_value) AS hindcast_id, %s AS hindcast_key
      FROM (
        SELECT hindcast_row, CAST((%s) AS %s) AS hindcast_value
        FROM (
          SELECT hindcast_row, CAST(%s AS %s) AS %s
          FROM (
            SELECT hindcast_row, hindcast_text
            FROM (SELECT %s AS hindcast_texts)
            ARRAY JOIN hindcast_texts AS hindcast_text, arrayEnumerate(hindcast_texts) AS hindcast_row
          )
        )
      )
      ORDER BY hindcast_row
      """;

  private static final String VALUES = "hindcast_values_";
  private static final String FINDING_KEYS = "Finding the keys to recompute (target.keys)";

  private final JdbcSession session;
  private final ColumnReader columns;

  KeyInspector(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.columns = columns;
  }

  PartitionKeys partitionKeys(TableName table, List<String> expressions) {
    List<String> types = types(table, expressions);
    boolean single = types.size() == 1;
    String key =
        single
            ? "tuple(CAST(partition AS %s))".formatted(types.getFirst())
            : "CAST(partition AS Tuple(%s))".formatted(String.join(", ", types));
    List<String> texts = new ArrayList<>();
    List<String> elements = new ArrayList<>();
    List<String> anHourLater = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String element = "hindcast_key." + (i + 1);
      texts.add(text(element, types.get(i)));
      elements.add(element);
      anHourLater.add(
          isTime(types.get(i)) ? "%s + %d".formatted(element, REPEATED_HOUR_SECONDS) : element);
    }
    Command command =
        Command.of(PARTITIONS, join(texts), id(elements), id(anHourLater), key)
            .bind("database", table.database())
            .bind("table", table.table());
    return new PartitionKeys(
        types,
        session.query(
            "Listing the partition keys of " + table, command, row -> partition(table, row)));
  }

  SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    String type = types(table, List.of(probe.key())).getFirst();
    List<SliceKeys.Ends> ends = new ArrayList<>(probe.slices().size());
    for (int i = 0; i < probe.slices().size(); i += IDS_PIECE) {
      int to = Math.min(probe.slices().size(), i + IDS_PIECE);
      ends.addAll(ends(probe, type, probe.firsts().subList(i, to), probe.lasts().subList(i, to)));
    }
    return new SliceKeys(type, ends);
  }

  /** The values of the first rows of all slices, and then those of the last ones. */
  private List<SliceKeys.Ends> ends(
      SliceProbe probe, String type, List<String> firsts, List<String> lasts) {
    List<String> texts = new ArrayList<>(firsts);
    texts.addAll(lasts);
    Command command =
        Command.of(
            SLICES,
            text("hindcast_value", type),
            probe.overAxis(),
            type,
            probe.axis().read("hindcast_text"),
            probe.axis().type(),
            SqlName.of(probe.axis().column()),
            Command.list(VALUES, texts));
    List<KeyedPartition> found =
        session.query(
            "Asking how the partition key cuts time",
            command.bindList(VALUES, texts),
            row ->
                new KeyedPartition(
                    row.getString("hindcast_id"), List.of(row.getString("hindcast_key"))));
    int count = firsts.size();
    return IntStream.range(0, count)
        .mapToObj(i ->
            new SliceKeys.Ends(
                found.get(i).id(),
                found.get(i).values().getFirst(),
                found.get(count + i).values().getFirst()))
        .toList();
  }

  List<String> partitionIds(List<String> types, List<List<String>> values) {
    List<String> ids = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i += IDS_PIECE) {
      ids.addAll(piece(types, values.subList(i, Math.min(values.size(), i + IDS_PIECE))));
    }
    return ids;
  }

  List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys keys, RangeBinding binding) {
    String type =
        columns.of(table).stream()
            .filter(each -> each.name().equals(column.name()))
            .map(each -> plain(each.type()))
            .findFirst()
            .orElseThrow(() -> KnownTables.unknown(table));
    List<String> types = types(table, column.expressions());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      texts.add(text(column.expressions().get(i), types.get(i)));
    }
    String before =
        "SELECT DISTINCT [%s] AS hindcast_values FROM (SELECT CAST(%s AS %s) AS %s FROM (";
    String after = ")) LIMIT %d".formatted(AffectedKeys.VALUES_MAX + 1);
    return few(
        switch (keys) {
          case AffectedKeys.Values listed ->
              listed(
                  listed,
                  before.formatted(join(texts), "hindcast_value", type, SqlName.of(column.name())),
                  after);
          case AffectedKeys.Query query -> {
            String only = SqlName.of(onlyColumn(query, binding));
            yield session.question(
                FINDING_KEYS,
                ErrorCode.SPEC_INVALID,
                UserSql.within(
                    before.formatted(join(texts), only, type, SqlName.of(column.name()))
                        + "SELECT * FROM (",
                    query.sql(),
                    ") WHERE %s IS NOT NULL".formatted(only) + after,
                    binding),
                KeyInspector::values);
          }
        });
  }

  private List<List<String>> listed(AffectedKeys.Values listed, String before, String after) {
    return session.query(
        FINDING_KEYS,
        ErrorCode.SPEC_INVALID,
        Command.of(
                before
                    + "SELECT arrayJoin(%s) AS hindcast_value"
                        .formatted(Command.list(VALUES, listed.values()))
                    + after)
            .bindList(VALUES, listed.values()),
        KeyInspector::values);
  }

  private static List<String> values(ResultSet row) throws SQLException {
    return texts(row, "hindcast_values");
  }

  private String onlyColumn(AffectedKeys.Query query, RangeBinding binding) {
    List<String> names =
        session.question(
            "Describing target.keys.query",
            ErrorCode.SPEC_INVALID,
            UserSql.within("DESCRIBE TABLE (", query.sql(), ")", binding),
            row -> row.getString("name"));
    if (names.size() != 1) {
      throw new HindcastException(
          ErrorCode.SPEC_INVALID,
          "target.keys.query must yield one column, found %d: %s"
              .formatted(names.size(), String.join(", ", names)));
    }
    return names.getFirst();
  }

  private static List<List<String>> few(List<List<String>> values) {
    if (values.size() > AffectedKeys.VALUES_MAX) {
      throw new HindcastException(
          ErrorCode.PLAN_TOO_LARGE,
          ("target.keys.query yields more than %,d keys; let it yield fewer, or leave target.keys out"
                  + " to recompute every key")
              .formatted(AffectedKeys.VALUES_MAX));
    }
    return values;
  }

  private List<String> types(TableName table, List<String> expressions) {
    return session.query(
        "Describing the partition key of " + table,
        Command.of(
            "DESCRIBE TABLE (SELECT %s FROM %s)"
                .formatted(String.join(", ", expressions), SqlName.of(table))),
        row -> plain(row.getString("type")));
  }

  /**
   * Without LowCardinality, which changes no value, hash or id: around numbers the engine makes
   * such a type by itself and then refuses to cast to it.
   */
  private static String plain(String type) {
    return type.startsWith("LowCardinality(")
        ? type.substring("LowCardinality(".length(), type.length() - 1)
        : type;
  }

  private List<String> piece(List<String> types, List<List<String>> values) {
    List<String> lists = new ArrayList<>();
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      lists.add(Command.list(VALUES + i + "_", column(values, i)));
      elements.add("CAST(hindcast_key.%d AS %s)".formatted(i + 1, types.get(i)));
    }
    Command command = Command.of(IDS, join(elements), join(lists));
    for (int i = 0; i < types.size(); i++) {
      command = command.bindList(VALUES + i + "_", column(values, i));
    }
    return session.query(
        "Computing the ids of partitions", command, row -> row.getString("hindcast_id"));
  }

  private static List<String> column(List<List<String>> values, int index) {
    return values.stream().map(tuple -> tuple.get(index)).toList();
  }

  private static KeyedPartition partition(TableName table, ResultSet row) throws SQLException {
    KeyedPartition partition =
        new KeyedPartition(row.getString("hindcast_id"), texts(row, "hindcast_values"));
    if (!row.getBoolean("exact")) {
      throw new HindcastException(
          ErrorCode.PARTITIONING_UNSUPPORTED,
          "The partition %s of %s has the values %s, which cannot be written as text exactly"
              .formatted(partition.id(), table, partition.values()));
    }
    return partition;
  }

  private static List<String> texts(ResultSet row, String name) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(name).getArray()).map(String::valueOf).toList();
  }

  /** A value as {@link KeyedPartition} has it. */
  private static String text(String value, String type) {
    if (type.equals("Date")) {
      return "toString(toYYYYMMDD(%s))".formatted(value);
    }
    return isTime(type)
        ? "leftPad(toString(toUnixTimestamp(%s)), 10, '0')".formatted(value)
        : "CAST(%s AS String)".formatted(value);
  }

  private static boolean isTime(String type) {
    return type.matches("DateTime(\\(.*)?");
  }

  private static String id(List<String> elements) {
    return "partitionID(%s)".formatted(join(elements));
  }

  private static String join(List<String> parts) {
    return String.join(", ", parts);
  }
}

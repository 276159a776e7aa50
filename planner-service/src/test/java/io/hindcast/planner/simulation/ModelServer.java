package io.hindcast.planner.simulation;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.UsageProbe;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The warehouse's server: tables, queries that run, and statements that are still on their way. */
final class ModelServer {
  static final TableName TARGET = new TableName("shop", "daily");
  private static final int WEEK = 7;
  private static final int BROKEN_ONE_IN = 8;
  private static final int NONE = -1;

  /** By name. */
  final Map<TableName, Table> tables = new TreeMap<>();

  /** Running ones by id. */
  final Map<String, Query> queries = new LinkedHashMap<>();

  /** What every query has read, by the table that it writes into. */
  final Map<TableName, List<ModelSource.Row>> read = new TreeMap<>();

  final ModelSource source;

  /** How many days of the source are in one partition of the target. */
  final int daysPerPartition;

  /** A day that the statement fails for, if any. */
  private int brokenDay = NONE;

  /** Queries of others that run now. */
  int others;

  private final List<Ended> log = new ArrayList<>();
  private final Map<Long, TableName> writers = new HashMap<>();
  private final List<Runnable> delayed = new ArrayList<>();
  private final Chance chance;
  private final InstantSource clock;
  private long next = 1;

  ModelServer(Chance chance, InstantSource clock) {
    this.chance = chance;
    this.clock = clock;
    boolean weekly = chance.oneOf(3);
    daysPerPartition = weekly ? WEEK : 1;
    source = new ModelSource(weekly ? 2 * WEEK : WEEK - 1);
    Table target = new Table(new UUID(1, next++));
    for (int day = 0; day < source.days; day++) {
      for (int i = chance.below(3); i >= 0; i--) {
        source.add(day);
      }
      target.add(partition(day), List.of(new Cell(-day - 1L, 0)));
    }
    tables.put(TARGET, target);
    if (chance.oneOf(BROKEN_ONE_IN)) {
      brokenDay = chance.below(source.days);
    }
  }

  /** The statement works for every day from now on. */
  void mend() {
    brokenDay = NONE;
  }

  /** The engine's expression for the target's partitions. */
  String partitionKey() {
    return daysPerPartition == 1 ? "toYYYYMMDD(day)" : "toMonday(day)";
  }

  /** A row and which query wrote it. */
  record Cell(long row, long writer) {}

  /** A query that has ended, and the rows that it has read. */
  private record Ended(String id, Instant at, long rows) {}

  /** Rows by partition; those of one partition in the order in which they were written. */
  record Table(UUID id, Map<String, List<Cell>> partitions) {
    Table(UUID id) {
      this(id, new TreeMap<>());
    }

    List<Cell> in(String partition) {
      return partitions.getOrDefault(partition, List.of());
    }

    void add(String partition, List<Cell> cells) {
      List<Cell> all = new ArrayList<>(in(partition));
      all.addAll(cells);
      partitions.put(partition, all);
    }
  }

  /** An insertion of what was read when it began; ends when nothing is left to write. */
  static final class Query {
    final String id;
    final TableName into;
    final long writer;
    private final long rows;
    private final List<ModelSource.Row> left;
    boolean ended;
    ErrorCode failure = ErrorCode.INTERNAL;
    boolean failed;

    Query(String id, TableName into, long writer, List<ModelSource.Row> rows) {
      this.id = id;
      this.into = into;
      this.writer = writer;
      this.rows = rows.size();
      this.left = new ArrayList<>(rows);
    }

    void fail(ErrorCode code) {
      ended = true;
      failed = true;
      failure = code;
    }
  }

  /** The table that a row was first written into. */
  TableName writtenInto(Cell cell) {
    return writers.getOrDefault(cell.writer(), TARGET);
  }

  /** The id of a day's partition; the first day is a Monday. */
  String partition(int day) {
    return "200101%02d".formatted(day - day % daysPerPartition + 1);
  }

  Table table(TableName name) {
    Table table = tables.get(name);
    if (table == null) {
      throw new HindcastException(ErrorCode.TABLE_UNKNOWN, "No table " + name);
    }
    return table;
  }

  void create(TableName name) {
    tables.computeIfAbsent(name, ignored -> new Table(new UUID(1, next++)));
  }

  Query insert(String id, TableName into, TimeRange range) {
    table(into);
    List<ModelSource.Row> rows = source.rows(range);
    Query query = new Query(id, into, next++, rows);
    read.put(into, rows);
    writers.put(query.writer, into);
    queries.put(id, query);
    return query;
  }

  /** A running query writes a block, ends or breaks. */
  void goOn() {
    if (queries.isEmpty()) {
      return;
    }
    Query query = chance.pick(List.copyOf(queries.values()));
    Table table = tables.get(query.into);
    if (table == null) {
      end(query).fail(ErrorCode.TABLE_UNKNOWN);
    } else if (chance.strikes()) {
      end(query).fail(ErrorCode.WAREHOUSE_OUT_OF_MEMORY);
    } else if (query.left.isEmpty()) {
      end(query).ended = true;
    } else if (query.left.getFirst().day() == brokenDay) {
      end(query).fail(ErrorCode.TRANSFORM_FAILED);
    } else {
      for (int i = (query.left.size() + 1) / 2; i > 0; i--) {
        ModelSource.Row row = query.left.removeFirst();
        table.add(partition(row.day()), List.of(new Cell(row.number(), query.writer)));
      }
    }
  }

  private Query end(Query query) {
    queries.remove(query.id);
    log.add(new Ended(query.id, clock.instant(), query.rows));
    return query;
  }

  int running(String prefix) {
    return (int) queries.keySet().stream().filter(id -> id.startsWith(prefix)).count();
  }

  /** What these queries have read, whether or not they have ended. */
  long rowsRead(String prefix) {
    return usage(prefix, Instant.EPOCH).ended().stream().mapToLong(it -> it.usage().rows()).sum()
        + usage(prefix, Instant.EPOCH).running().rows();
  }

  UsageProbe.Report usage(String prefix, Instant since) {
    Map<Instant, Usage> minutes = new TreeMap<>();
    for (Ended ended : log) {
      if (ended.id().startsWith(prefix) && !ended.at().isBefore(since)) {
        minutes.merge(ended.at().truncatedTo(ChronoUnit.MINUTES), rows(ended.rows()), Usage::plus);
      }
    }
    return new UsageProbe.Report(
        minutes.entrySet().stream()
            .map(entry -> new MinuteUsage(entry.getKey(), entry.getValue()))
            .toList(),
        queries.values().stream()
            .filter(query -> query.id.startsWith(prefix))
            .map(query -> rows(query.rows))
            .reduce(Usage.NONE, Usage::plus));
  }

  private static Usage rows(long rows) {
    return new Usage(rows, rows, rows);
  }

  int kill(String prefix) {
    List<Query> killed =
        queries.values().stream().filter(query -> query.id.startsWith(prefix)).toList();
    killed.forEach(query -> end(query).fail(ErrorCode.QUERY_KILLED));
    return killed.size();
  }

  /** A statement whose client is gone may still arrive. */
  void delay(Runnable statement) {
    delayed.add(statement);
  }

  boolean isQuiet() {
    return queries.isEmpty() && delayed.isEmpty();
  }

  void arrive() {
    if (delayed.isEmpty()) {
      return;
    }
    try {
      delayed.remove(chance.below(delayed.size())).run();
    } catch (HindcastException e) {
      if (e.code() != ErrorCode.TABLE_UNKNOWN && e.code() != ErrorCode.ILLEGAL_STATE) {
        throw e;
      }
    }
  }
}

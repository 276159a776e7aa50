package io.hindcast.planner.message;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.check.CountAsk;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.ChangePolicy;
import io.hindcast.schemas.ClauseSense;
import io.hindcast.schemas.RowClause;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.warehouse.Thrift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Orders to workers. */
public final class TaskLetters {
  private static final int CUTS_MAX = 500;

  private final Letters letters;
  private final Thrift thrift;

  /**
   * With the stamps of one planner.
   *
   * @param thrift for tasks that ran out of memory before, or that are to be gentle
   */
  public TaskLetters(Letters letters, Thrift thrift) {
    this.letters = letters;
    this.thrift = thrift;
  }

  /** The order to run the task's current attempt. */
  public OutboxMessage order(Backfill backfill, Common common, Task task) {
    BackfillNames names = common.names();
    BackfillSpec spec = common.spec();
    TimeRange reach = spec.source().reach(task.range());
    List<Check.RowCount> counts = task.filter().takesAll() ? counts(spec) : List.of();
    io.hindcast.schemas.Task message =
        io.hindcast.schemas.Task.newBuilder()
            .setMeta(letters.stamp(io.hindcast.schemas.Task.class, backfill))
            .setTaskId(task.taskId())
            .setGeneration(task.generation())
            .setAttempt(task.attempt())
            .setWave(task.pass())
            .setTargetTable(References.table(spec.target().table()))
            .setStagingPrefix(
                References.table(
                    names.stagingPrefix(task.taskId(), task.generation(), task.attempt())))
            .setColumns(common.columns())
            .setFromTime(task.range().from())
            .setToTime(task.range().to())
            .setZone(spec.zone().getId())
            .setPartitions(task.partitionIds())
            .setSql(spec.transform().sql())
            .setCountQueries(counts.stream().map(Check.RowCount::equalsSql).toList())
            .setCountAsks(asks(counts, task))
            .setFilter(task.filter().clauses().stream().map(TaskLetters::clause).toList())
            .setSources(spec.source().tables().stream().map(References::table).toList())
            .setSourceFrom(reach.from())
            .setSourceTo(reach.to())
            .setCuts(cuts(task))
            .setChanges(changes(spec.source().changes()))
            .setStray(stray(spec.transform().stray()))
            .setKey(spec.target().key())
            .setAcceptsNarrowing(spec.transform().narrowing() == Transform.Doubt.ACCEPT)
            .setSettings(settings(common, task))
            .setGuard(References.table(common.guard()))
            .build();
    return letters.envelope(Topics.TASKS, names.backfillId().toString(), message);
  }

  /**
   * What all orders of a backfill share.
   *
   * @param guard must exist for an attempt to begin
   * @param gentle whether statements stand back behind everybody else's
   */
  public record Common(
      BackfillNames names,
      BackfillSpec spec,
      List<String> columns,
      TableName guard,
      boolean gentle) {
    /** Copies the columns. */
    public Common {
      columns = List.copyOf(columns);
    }
  }

  /** Where the pieces of the task begin, the first one left out; some of them if they are many. */
  private static List<Long> cuts(Task task) {
    if (!(task.shape() instanceof TaskShape.Whole whole)) {
      return List.of();
    }
    List<Long> cuts =
        whole.pieces().stream()
            .skip(1)
            .map(piece -> ChronoUnit.MICROS.between(Instant.EPOCH, piece.range().from()))
            .distinct()
            .toList();
    int step = Math.max(1, Math.ceilDiv(cuts.size(), CUTS_MAX));
    return IntStream.range(0, cuts.size()).filter(i -> i % step == 0).mapToObj(cuts::get).toList();
  }

  private static @Nullable ChangePolicy changes(Changes changes) {
    return changes.by() == Changes.By.AUTOMATIC
        ? null
        : ChangePolicy.newBuilder()
            .setBy(changes.by().name())
            .setColumn(changes.column())
            .setTables(changes.tables().stream().map(References::table).toList())
            .build();
  }

  private Map<String, String> settings(Common common, Task task) {
    Map<String, String> own = thrift.thrifty(common.spec().taskSettings(), task.tries().memory());
    return common.gentle() ? thrift.gentle(own) : own;
  }

  /** A count is of all rows of a range, of which a filtered task has only some. */
  private static List<Check.RowCount> counts(BackfillSpec spec) {
    return spec.checks().stream()
        .filter(Check.RowCount.class::isInstance)
        .map(Check.RowCount.class::cast)
        .toList();
  }

  private static List<io.hindcast.schemas.CountAsk> asks(List<Check.RowCount> counts, Task task) {
    return CountAsk.of(counts, task.range(), task.steps().stream().map(Piece::range).toList())
        .stream()
        .map(ask ->
            new io.hindcast.schemas.CountAsk(ask.check(), ask.range().from(), ask.range().to()))
        .toList();
  }

  private static RowClause clause(RowFilter.Clause clause) {
    return RowClause.newBuilder()
        .setExpressions(clause.terms().stream().map(RowFilter.Term::expression).toList())
        .setTypes(clause.terms().stream().map(RowFilter.Term::type).toList())
        .setSense(
            switch (clause.sense()) {
              case AMONG -> ClauseSense.AMONG;
              case EXCEPT -> ClauseSense.EXCEPT;
            })
        .setValues(clause.values())
        .build();
  }

  private static StrayPolicy stray(Transform.Stray stray) {
    return switch (stray) {
      case FAIL -> StrayPolicy.FAIL;
      case FILTER -> StrayPolicy.FILTER;
    };
  }
}

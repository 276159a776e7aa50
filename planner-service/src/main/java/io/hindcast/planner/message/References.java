package io.hindcast.planner.message;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.fence.Way;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.schemas.FenceEntry;
import io.hindcast.schemas.SourceTally;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.TallyCell;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table names and fences, between the domain and the wire. */
public final class References {
  private References() {}

  /** To the wire. */
  public static TableRef table(TableName name) {
    return new TableRef(name.database(), name.table(), name.node());
  }

  /** From the wire. */
  public static TableName table(TableRef ref) {
    return new TableName(ref.getNode(), ref.getDatabase(), ref.getTable());
  }

  /** From the wire. */
  public static SourceFence fence(Collection<FenceEntry> entries, Collection<SourceTally> tallies) {
    return new SourceFence(
        entries.stream().map(References::entry).toList(),
        tallies.stream().map(References::tally).toList());
  }

  /** To the wire. */
  public static List<SourceTally> tallies(SourceFence fence) {
    return fence.tallies().stream().map(References::tally).toList();
  }

  private static io.hindcast.core.fence.SourceTally tally(SourceTally tally) {
    return new io.hindcast.core.fence.SourceTally(
        Way.valueOf(tally.getWay()),
        new Count(
            table(tally.getTable()),
            tally.getTimeColumn(),
            tally.getTicks(),
            tally.getColumns(),
            tally.getMerged()),
        tally.getParts(),
        tally.getCells().stream()
            .map(cell ->
                new Cell(
                    new TimeRange(instant(cell.getFrom()), instant(cell.getTo())),
                    cell.getRows(),
                    cell.getChecksum()))
            .toList());
  }

  private static SourceTally tally(io.hindcast.core.fence.SourceTally tally) {
    Count count = tally.count();
    return SourceTally.newBuilder()
        .setTable(table(count.table()))
        .setWay(tally.way().name())
        .setTimeColumn(count.timeColumn())
        .setTicks(count.ticks())
        .setColumns(count.columns())
        .setMerged(count.merged())
        .setParts(tally.parts())
        .setCells(tally.cells().stream().map(References::cell).toList())
        .build();
  }

  private static TallyCell cell(Cell cell) {
    return new TallyCell(
        micros(cell.range().from()), micros(cell.range().to()), cell.rows(), cell.checksum());
  }

  /** To the wire. */
  public static List<FenceEntry> fence(SourceFence fence) {
    return fence.entries().stream().map(References::entry).toList();
  }

  private static io.hindcast.core.fence.FenceEntry entry(FenceEntry entry) {
    return new io.hindcast.core.fence.FenceEntry(
        table(entry.getTable()),
        entry.getPartitionId(),
        entry.getMaxBlock(),
        entry.getDataVersion(),
        entry.getRows(),
        entry.getStorage(),
        span(entry.getSpanFrom(), entry.getSpanTo()));
  }

  private static @Nullable TimeRange span(@Nullable Long from, @Nullable Long to) {
    return from == null || to == null ? null : new TimeRange(instant(from), instant(to));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static FenceEntry entry(io.hindcast.core.fence.FenceEntry entry) {
    TimeRange span = entry.span();
    return FenceEntry.newBuilder()
        .setTable(table(entry.table()))
        .setPartitionId(entry.partitionId())
        .setMaxBlock(entry.maxBlock())
        .setDataVersion(entry.dataVersion())
        .setRows(entry.rows())
        .setStorage(entry.storage())
        .setSpanFrom(span == null ? null : micros(span.from()))
        .setSpanTo(span == null ? null : micros(span.to()))
        .build();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}

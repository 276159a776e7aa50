package io.hindcast.warehouse;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.fence.Telling;
import io.hindcast.core.fence.Way;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes fences of sources, and looks at the sources as far as fences have to be compared. */
public final class SourceLook {
  private final TableInspector inspector;

  /** Through this warehouse. */
  public SourceLook(TableInspector inspector) {
    this.inspector = inspector;
  }

  /**
   * What is to be fenced.
   *
   * @param sql the statement
   * @param settings that it runs with
   * @param range bound to it, with the spec's zone
   * @param reach what it may read for that
   * @param pieces reaches of what is told apart later, oldest first
   * @param probe the last of the pieces' own ranges, which the statement must keep to as well
   */
  public record Order(
      String sql,
      Map<String, String> settings,
      RangeBinding range,
      TimeRange reach,
      List<TimeRange> pieces,
      Probe probe,
      List<TableName> sources,
      Changes changes) {
    /** Copies the lists. */
    public Order {
      settings = Map.copyOf(settings);
      pieces = List.copyOf(pieces);
      sources = List.copyOf(sources);
    }
  }

  /** A part of the range, and what the statement may read for it. */
  public record Probe(TimeRange range, TimeRange reach) {}

  /** The fence of the sources as they are. Parts are listed before anything is counted. */
  public SourceFence fence(Order order) {
    List<SourcePart> parts = inspector.sourceParts(order.sources(), order.range().zone());
    Map<TableName, Telling> tellings = tellings(order, parts);
    SourceState now = SourceState.of(parts);
    List<SourceTally> tallies = new ArrayList<>();
    for (TableName source : order.sources()) {
      tallies.add(tally(order, tellings.get(source), source, now.signature(source)));
    }
    return SourceFence.around(order.reach(), parts, tallies);
  }

  /** What cannot be counted, since a column is gone, is told by all parts. */
  private SourceTally tally(
      Order order, @Nullable Telling telling, TableName source, String parts) {
    if (telling == null || telling.way() != Way.CONTENT) {
      return SourceTally.of(telling == null ? Way.WHOLE : telling.way(), source);
    }
    List<Cell> cells = cells(order, telling.count());
    return cells.isEmpty()
        ? SourceTally.of(Way.WHOLE, source)
        : new SourceTally(Way.CONTENT, telling.count(), parts, cells);
  }

  /** How changes of each source are told. */
  public Map<TableName, Telling> tellings(Order order, Collection<SourcePart> parts) {
    List<SourceRead> reads = reads(order, order.range());
    boolean probed = !order.probe().range().equals(order.range().range());
    List<SourceRead> probe =
        probed
            ? reads(order, new RangeBinding(order.probe().range(), order.range().zone()))
            : reads;
    Map<TableName, Telling> tellings = new HashMap<>();
    for (TableName source : order.sources()) {
      Telling whole = telling(order, source, reads, order.reach(), parts);
      Telling piece = telling(order, source, probe, order.probe().reach(), parts);
      tellings.put(source, whole.weaker(piece));
    }
    return tellings;
  }

  private static Telling telling(
      Order order,
      TableName source,
      List<SourceRead> reads,
      TimeRange reach,
      Collection<SourcePart> parts) {
    return Telling.of(order.changes(), Telling.Known.of(source, reads, reach, parts));
  }

  private List<SourceRead> reads(Order order, RangeBinding binding) {
    return inspector.reads(order.sql(), binding, order.settings(), order.sources());
  }

  private List<Cell> cells(Order order, Count count) {
    return inspector.count(
        count, SourceTally.cells(order.reach(), order.pieces()), order.range().zone());
  }

  /** What these fences have to be compared with. */
  public SourceState now(
      Collection<TableName> sources, ZoneId zone, Collection<SourceFence> fences) {
    return now(sources, zone, fences, Set.of());
  }

  /**
   * The same.
   *
   * @param doubted sources of which a fence that does not say how changes are told is not believed
   */
  public SourceState now(
      Collection<TableName> sources,
      ZoneId zone,
      Collection<SourceFence> fences,
      Set<TableName> doubted) {
    List<SourcePart> parts = inspector.sourceParts(sources, zone);
    Map<Count, List<Cell>> counted = new HashMap<>();
    SourceState.questions(fences, parts)
        .forEach((count, ranges) -> counted.put(count, inspector.count(count, ranges, zone)));
    return SourceState.of(parts, counted, doubted);
  }
}

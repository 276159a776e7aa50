package io.hindcast.core.fence;

import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sources as they are now, as far as fences have to be compared with them. */
public final class SourceState {
  private final SourceParts timed;
  private final SourceParts timeless;
  private final Map<TableName, String> signatures;
  private final Map<Count, NavigableMap<Instant, Cell>> cells;
  private final Set<TableName> doubted;

  private SourceState(
      Collection<SourcePart> parts,
      Map<Count, NavigableMap<Instant, Cell>> cells,
      Set<TableName> doubted) {
    this.timed = SourceParts.of(parts);
    this.timeless = SourceParts.of(parts.stream().map(SourcePart::timeless).toList());
    this.signatures =
        parts.stream()
            .collect(
                Collectors.groupingBy(
                    SourcePart::table,
                    Collectors.collectingAndThen(Collectors.toList(), PartSignature::of)));
    this.cells = cells;
    this.doubted = Set.copyOf(doubted);
  }

  /** Of sources whose parts alone are known. */
  public static SourceState of(Collection<SourcePart> parts) {
    return new SourceState(parts, Map.of(), Set.of());
  }

  /**
   * The same, and what was counted of them.
   *
   * @param counted cells of one count do not overlap
   * @param doubted sources of which a fence that does not say how its changes are told is not
   *     believed: their parts cannot tell
   */
  public static SourceState of(
      Collection<SourcePart> parts,
      Map<Count, ? extends Collection<Cell>> counted,
      Set<TableName> doubted) {
    Map<Count, NavigableMap<Instant, Cell>> cells =
        counted.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> byStart(entry.getValue())));
    return new SourceState(parts, cells, doubted);
  }

  private static NavigableMap<Instant, Cell> byStart(Collection<Cell> cells) {
    NavigableMap<Instant, Cell> sorted = new TreeMap<>();
    cells.forEach(cell -> sorted.put(cell.range().from(), cell));
    return sorted;
  }

  /** Whether a fence that does not say how changes of the source are told is not believed. */
  public boolean doubts(TableName table) {
    return doubted.contains(table);
  }

  /** Parts with the spans that they have. */
  SourceParts timed() {
    return timed;
  }

  /** Parts that may hold rows of any time. */
  SourceParts timeless() {
    return timeless;
  }

  /** Identifies the parts of a source; that of a table without parts is the same everywhere. */
  public String signature(TableName table) {
    return signatures.getOrDefault(table, PartSignature.of(List.of()));
  }

  /** What a range holds now; empty where that was not counted. */
  Optional<Cell> now(Count count, TimeRange range) {
    NavigableMap<Instant, Cell> known = cells.get(count);
    if (known == null) {
      return Optional.empty();
    }
    Instant covered = range.from();
    long rows = 0;
    long checksum = 0;
    for (Cell cell : known.subMap(range.from(), true, range.to(), false).values()) {
      if (!cell.range().from().equals(covered)) {
        return Optional.empty();
      }
      covered = cell.range().to();
      rows += cell.rows();
      checksum += cell.checksum();
    }
    return covered.equals(range.to())
        ? Optional.of(new Cell(range, rows, checksum))
        : Optional.empty();
  }

  /**
   * What has to be counted before these fences can be compared: by what, the ranges. Sources whose
   * parts are the same need no counting.
   */
  public static Map<Count, List<TimeRange>> questions(
      Collection<SourceFence> fences, Collection<SourcePart> parts) {
    SourceState state = of(parts);
    Map<Count, Set<TimeRange>> asked =
        fences.stream()
            .flatMap(fence -> fence.tallies().stream())
            .filter(tally -> tally.way() == Way.CONTENT)
            .filter(tally -> !tally.parts().equals(state.signature(tally.table())))
            .collect(
                Collectors.groupingBy(
                    SourceTally::count,
                    Collectors.flatMapping(
                        tally -> tally.cells().stream().map(Cell::range), Collectors.toSet())));
    return asked.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Cuts.refine(entry.getValue())));
  }
}

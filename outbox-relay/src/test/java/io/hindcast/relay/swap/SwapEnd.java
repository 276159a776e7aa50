package io.hindcast.relay.swap;

import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapRolledBack;
import io.hindcast.schemas.TableRef;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a swap has led to.
 *
 * @param outcome kind of the event
 * @param content of the live table by version, without rows that arrived meanwhile
 * @param kept tables that may be left, by the events of the backfill's swaps
 */
record SwapEnd(String outcome, List<String> content, SortedSet<String> kept) {

  static SwapEnd of(SwapFixture fixture, SwapRequest request) {
    SwapEvent event = fixture.event(request).orElseThrow();
    UUID backfillId = request.getMeta().getBackfillId();
    SortedSet<String> kept = new TreeSet<>();
    fixture.events(backfillId).forEach(each -> kept.addAll(kept(each, request)));
    if (request.getBaseTable() != null) { // The planner's: it made it, and releases it.
      kept.add(request.getBaseTable().getTable());
    }
    return new SwapEnd(
        event.getOutcome().getClass().getSimpleName(),
        ClickHouseSql.lines(
            "SELECT v, count(), sum(cityHash64(p, id, v)) FROM %s WHERE id < %d GROUP BY v ORDER BY v"
                .formatted(fixture.target, WriteLedger.FIRST_ID)),
        kept);
  }

  /** What is the same wherever it happens. */
  String summary() {
    return outcome + " " + content;
  }

  private static List<String> kept(SwapEvent event, SwapRequest request) {
    return switch (event.getOutcome()) {
      case SwapCompleted done -> kept(done.getPreviousTable(), done.getKeptTables());
      case SwapRolledBack done -> kept(done.getPreviousTable(), done.getKeptTables());
      case SwapRefused ignored -> List.of(request.getShadowTable().getTable());
      default -> throw new IllegalStateException(Objects.toString(event));
    };
  }

  private static List<String> kept(TableRef previous, List<TableRef> all) {
    return all.isEmpty()
        ? List.of(previous.getTable())
        : all.stream().map(TableRef::getTable).toList();
  }
}

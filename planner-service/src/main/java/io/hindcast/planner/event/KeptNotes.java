package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.table.TableName;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapRolledBack;
import io.hindcast.schemas.TableRef;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what a swap leaves behind. Retention counts from when this planner hears of it: one clock
 * for its begin and its end.
 */
public final class KeptNotes {
  private static final Logger LOG = LoggerFactory.getLogger(KeptNotes.class);

  private final String workingDatabase;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public KeptNotes(String workingDatabase, InstantSource clock) {
    this.workingDatabase = workingDatabase;
    this.clock = clock;
  }

  void keep(BackfillTransaction tx, Backfill backfill, UUID swapId, Object outcome) {
    List<TableName> named = named(outcome);
    BackfillNames names = BackfillNames.of(backfill, workingDatabase);
    List<TableName> own = named.stream().filter(names::owns).toList();
    if (own.size() < named.size()) {
      LOG.warn(
          "Backfill {}: swap {} names {} as kept; what is no working table of the backfill is never dropped",
          backfill.id(),
          swapId,
          named);
    }
    tx.kept(backfill.id()).keep(swapId, own, clock.instant());
  }

  private static List<TableName> named(Object outcome) {
    return switch (outcome) {
      case SwapCompleted done ->
          named(done.getPreviousTable(), done.getPublishedTable(), done.getKeptTables());
      case SwapRolledBack back ->
          named(back.getPreviousTable(), back.getPublishedTable(), back.getKeptTables());
      default -> List.of();
    };
  }

  private static List<TableName> named(
      TableRef previous, @Nullable TableRef published, List<TableRef> all) {
    return Stream.of(Stream.of(previous), Stream.ofNullable(published), all.stream())
        .flatMap(tables -> tables)
        .map(References::table)
        .distinct()
        .toList();
  }
}

package io.hindcast.core.backfill;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is beside the target of one backfill, within a transaction. */
public interface DependentTable {

  /** Stores what the plan has found, in its order. */
  void insert(List<View> views, List<Fed> fed);

  /** The views as they were planned; without their statements. */
  List<View> views();

  /** Swaps and rollbacks that were carried out and after which views were not looked at. */
  List<Published> unchecked();

  /** What views were found like after a swap; a second time nothing happens. */
  void saveChecks(UUID swapId, Instant at, List<ViewCheck> checks);

  /** The last swap or rollback that was carried out. */
  Optional<Published> newest();

  /** Fed tables whose backfill was not submitted yet for the swap. */
  List<Fed> awaiting(UUID swapId);

  /** Notes that the backfill of a fed table was submitted. */
  void saveRebuild(Rebuild rebuild);

  /** A swap or rollback that was carried out. */
  record Published(UUID swapId, Instant at) {}

  /**
   * A table that the swap cannot update.
   *
   * @param specYaml the spec of its backfill; null where none is submitted
   */
  record Fed(
      TableName table, TableName from, String action, String message, @Nullable String specYaml) {}

  /** The backfill of a fed table. */
  record Rebuild(TableName table, UUID swapId, UUID childId) {

    /** With the id that every repetition gives it. */
    public static Rebuild of(UUID parent, UUID swapId, TableName table) {
      String name = "%s/%s/%s".formatted(parent, swapId, table);
      return new Rebuild(
          table, swapId, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
  }
}

package io.hindcast.planner.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.testing.UnsupportedWarehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a planner process knows of its guards, and that it is never more than what is there. */
class GuardsTest {
  private static final TableName TARGET = new TableName("shop", "daily");

  private final Tables tables = new Tables();
  private final Guards guards = new Guards(tables, "hindcast", UUID::randomUUID);
  private final Backfill backfill =
      new Backfill(
          UUID.randomUUID(),
          new Request(
              "kind: Backfill", "daily", "ada", "shop.daily", new TreeMap<>(), "ada", "API", ""),
          new BackfillState.Planning(),
          false,
          Instant.EPOCH);

  @Test
  void opensOneGuardForARound() {
    guards.open(backfill, 1, TARGET);
    guards.open(backfill, 1, TARGET);

    assertThat(tables.there).hasSize(1);
    assertThat(guards.of(backfill.id(), 1)).contains(tables.there.getFirst());
    assertThat(guards.of(backfill.id(), 2)).isEmpty();
  }

  @Test
  void closesThoseOfOtherProcessesToo() {
    new Guards(tables, "hindcast", UUID::randomUUID).open(backfill, 1, TARGET);
    guards.open(backfill, 1, TARGET);

    guards.close(backfill, 1);

    assertThat(tables.there).isEmpty();
    assertThat(guards.of(backfill.id(), 1)).isEmpty();
  }

  @Test
  void sendsNothingUnderAGuardThatMayBeGoneAndClosesItAgain() {
    guards.open(backfill, 1, TARGET);
    tables.failing = true;

    assertThatThrownBy(() -> guards.close(backfill, 1)).isInstanceOf(HindcastException.class);
    assertThat(guards.of(backfill.id(), 1)).isEmpty();

    tables.failing = false;
    guards.close(backfill, 1);
    assertThat(tables.there).isEmpty();
  }

  @Test
  void opensAFreshOneAfterwards() {
    guards.open(backfill, 1, TARGET);
    TableName first = tables.there.getFirst();
    guards.close(backfill, 1);

    guards.open(backfill, 1, TARGET);

    assertThat(guards.of(backfill.id(), 1)).isPresent().get().isNotEqualTo(first);
  }

  /** Tables that can be made and dropped, until the server is away. */
  private static final class Tables extends UnsupportedWarehouse {
    private final List<TableName> there = new ArrayList<>();
    private boolean failing;

    @Override
    public Warehouse on(String node) {
      return this;
    }

    @Override
    public void createLike(TableName table, TableName like) {
      there.add(table);
    }

    @Override
    public List<TableName> tablesWithPrefix(String database, String prefix) {
      return there.stream().filter(table -> table.table().startsWith(prefix)).toList();
    }

    @Override
    public void drop(WorkingTable table) {
      if (failing) {
        throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "Away");
      }
      there.remove(table.name());
    }
  }
}

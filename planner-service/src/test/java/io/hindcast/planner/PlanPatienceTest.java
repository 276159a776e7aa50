package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.backfill.memory.InMemoryBackfillStore;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Genuine;
import io.hindcast.warehouse.WarehouseInfo;
import io.hindcast.warehouse.testing.UnsupportedWarehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A warehouse that never answers, and for how long planning is tried again. */
class PlanPatienceTest {
  private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String SPEC =
      """
      apiVersion: hindcast/v1
      kind: Backfill
      metadata: {name: daily, owner: ada}
      spec:
        target: {table: shop.daily, key: [day]}
        source: {tables: [shop.raw]}
        transform:
          version: 1.0.0
          grain: 1d
          sql: SELECT day FROM shop.raw WHERE day >= {from:Date} AND day < {to:Date}
        range: {from: 2024-01-01, to: 2024-01-02}
      """;

  private Instant now = BEGIN;
  private final InMemoryBackfillStore store = new InMemoryBackfillStore(() -> now);
  private final Backfill backfill =
      new Backfill(
          UUID.randomUUID(),
          new Request(SPEC, "daily", "ada", "shop.daily", new TreeMap<>(), "ada", "API", ""),
          new BackfillState.Planning(),
          false,
          BEGIN);
  private SimulatedPlanner planner = planner();

  @Test
  void isTriedAgainForAnHourAndThenRefusedWithTheLastReason() {
    insert("");

    sweepAfter(HOUR.minusSeconds(1));
    assertThat(state()).isEqualTo(new BackfillState.Planning());
    assertThat(planner.problem(backfill.id()).orElseThrow()).contains("is away");
    planner = planner();
    sweepAfter(HOUR);

    assertThat(state())
        .isInstanceOfSatisfying(
            BackfillState.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE);
              assertThat(rejected.message()).contains("60 min", "The warehouse is away");
            });
  }

  @Test
  void timeInAQueueDoesNotCount() {
    insert("");
    note(BEGIN.plus(Duration.ofHours(5)), "QUEUED");

    sweepAfter(Duration.ofHours(5).plusMinutes(59));
    assertThat(state()).isEqualTo(new BackfillState.Planning());
    sweepAfter(Duration.ofHours(6));
    assertThat(state()).isInstanceOf(BackfillState.Rejected.class);
  }

  private void insert(String from) {
    boolean inserted = store.inTransaction(tx -> tx.insert(backfill));
    assertThat(inserted).isTrue();
    note(BEGIN, from);
  }

  private void note(Instant at, String from) {
    AuditEntry entry = new AuditEntry(at, "Test", from, "PLANNING", "test", "");
    boolean unused =
        store.inTransaction(tx -> {
          tx.audit(backfill.id(), entry);
          return true;
        });
  }

  private void sweepAfter(Duration time) {
    now = BEGIN.plus(time);
    planner.sweep();
  }

  private BackfillState state() {
    return store.inTransaction(tx -> tx.find(backfill.id())).orElseThrow().state();
  }

  private SimulatedPlanner planner() {
    return new SimulatedPlanner(
        store,
        new Away(),
        () -> now,
        UUID::randomUUID,
        Runnable::run,
        new Genuine((sender, letter) -> true));
  }

  private static final class Away extends UnsupportedWarehouse {
    @Override
    public WarehouseInfo info() {
      throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "The warehouse is away");
    }
  }
}

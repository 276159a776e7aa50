package io.hindcast.control.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.control.migration.Migrations;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.JournalEntry.Mark;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapFailure;
import io.hindcast.core.swap.SwapMachine;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresSwapStoreIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration OVER = Duration.ZERO;

  private final Database database = TestDatabase.open();
  private final PostgresSwapStore store = new PostgresSwapStore(database);

  @BeforeEach
  void migrate() {
    Migrations.migrate(database, "relay");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void recordsARequestOnce() {
    SwapPlan plan = plan("orders");

    assertThat(store.add(plan)).isTrue();
    assertThat(store.add(plan)).isFalse();
    assertThat(store.open()).isEqualTo(1);
    assertThat(store.find(plan.swapId()).orElseThrow()).isInstanceOf(SwapState.Requested.class);
  }

  @Test
  void letsOneSwapOfATargetRunAtATimeInTheirOrder() {
    SwapPlan first = add("orders");
    SwapPlan second = add("orders");
    SwapPlan other = add("items");

    ClaimedSwap claimed = store.claim("me", LONG).orElseThrow();
    assertThat(claimed.lease().swapId()).isEqualTo(first.swapId());
    assertThat(store.claim("you", LONG).orElseThrow().lease().swapId()).isEqualTo(other.swapId());
    assertThat(store.claim("you", LONG)).isEmpty();

    end(claimed);
    assertThat(store.claim("you", LONG).orElseThrow().lease().swapId()).isEqualTo(second.swapId());
  }

  @Test
  void givesAnExpiredLeaseToTheNextWithANewEpoch() {
    add("orders");
    ClaimedSwap mine = store.claim("me", OVER).orElseThrow();
    ClaimedSwap yours = store.claim("you", LONG).orElseThrow();

    assertThat(yours.lease().epoch()).isGreaterThan(mine.lease().epoch());
    assertThat(store.renew(mine.lease(), LONG)).isFalse();
    assertThat(store.renew(yours.lease(), LONG)).isTrue();
    assertThatThrownBy(() -> store.save(mine.lease(), sealing(mine), List.of(), List.of()))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("shop.orders");
    assertThat(store.find(mine.lease().swapId()).orElseThrow()).isEqualTo(mine.state());
  }

  @Test
  void storesStateJournalAndMessagesTogether() {
    add("orders");
    ClaimedSwap claimed = store.claim("me", LONG).orElseThrow();
    SwapState next = sealing(claimed);
    JournalEntry entry = new JournalEntry(1, next.label(), Mark.BEFORE, "Seal");

    store.save(claimed.lease(), next, List.of(entry), List.of(message()));

    assertThat(store.find(claimed.lease().swapId()).orElseThrow()).isEqualTo(next);
    assertThat(store.journal(claimed.lease().swapId())).containsExactly(entry);
    assertThat(outboxRows()).isEqualTo(1);
  }

  @Test
  void storesNothingWhenTheLeaseIsLost() {
    add("orders");
    ClaimedSwap mine = store.claim("me", OVER).orElseThrow();
    assertThat(store.claim("you", LONG)).isPresent();

    assertThatThrownBy(() -> store.save(mine.lease(), sealing(mine), List.of(), List.of(message())))
        .isInstanceOf(LeaseLostException.class);
    assertThat(outboxRows()).isZero();
  }

  private void end(ClaimedSwap claimed) {
    SwapState refused =
        new SwapState.Refused(
            claimed.state().context(), SwapFailure.of(ErrorCode.INTERNAL, "Ended"));
    store.save(claimed.lease(), refused, List.of(), List.of());
    store.release(claimed.lease());
  }

  private long outboxRows() {
    return database.readOnly(tx ->
        tx.first("SELECT count(*) AS rows FROM outbox", row -> row.number("rows")).orElseThrow());
  }

  private SwapPlan add(String table) {
    SwapPlan plan = plan(table);
    assertThat(store.add(plan)).isTrue();
    return plan;
  }

  private static SwapState sealing(ClaimedSwap claimed) {
    return SwapMachine.transition(claimed.state(), new SwapEvent.Claimed(claimed.lease().epoch()))
        .next();
  }

  private static SwapPlan plan(String table) {
    return TestSwaps.plan(UUID.randomUUID(), new TableName("shop", table));
  }

  private static OutboxMessage message() {
    return new OutboxMessage(
        UUID.randomUUID(),
        "hindcast.swap-events",
        "shop.orders",
        "SwapEvent",
        new byte[] {1},
        null);
  }
}

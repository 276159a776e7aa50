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
import io.hindcast.core.swap.KeptTables;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapFailure;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapIntent.Direction;
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

  @Test
  void claimsAGroupTogetherOnceAllOfItIsKnownAndFree() {
    UUID group = UUID.randomUUID();
    SwapPlan blocker = add("items");
    ClaimedSwap blocking = store.claim("other", LONG).orElseThrow();
    SwapPlan orders = add(inGroup("orders", group));
    assertThat(store.claim("me", LONG)).as("one of two is known").isEmpty();
    SwapPlan items = add(inGroup("items", group));
    assertThat(store.claim("me", LONG)).as("%s is open", blocker.swapId()).isEmpty();

    end(blocking);
    ClaimedSwap claimed = store.claim("me", LONG).orElseThrow();

    assertThat(claimed.all())
        .extracting(member -> member.lease().swapId())
        .containsExactlyInAnyOrder(orders.swapId(), items.swapId());
    assertThat(store.claim("you", LONG)).isEmpty();
  }

  @Test
  void tellsAGroupOfThoseThatHaveEnded() {
    UUID group = UUID.randomUUID();
    add(inGroup("orders", group));
    add(inGroup("items", group));
    ClaimedSwap claimed = store.claim("me", OVER).orElseThrow();
    end(claimed.companions().getFirst());

    ClaimedSwap again = store.claim("you", LONG).orElseThrow();

    assertThat(again.state().terminal()).isFalse();
    assertThat(again.companions()).hasSize(1).allMatch(member -> member.state().terminal());
  }

  @Test
  void twoGroupsOfTheSameTargetsDoNotWaitForEachOther() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    SwapPlan first = add(inGroup("orders", one));
    add(inGroup("items", two));
    add(inGroup("orders", two));
    add(inGroup("items", one));

    ClaimedSwap claimed = store.claim("me", LONG).orElseThrow();

    assertThat(claimed.all())
        .extracting(member -> member.lease().swapId())
        .hasSize(2)
        .contains(first.swapId());
    assertThat(store.claim("you", LONG)).isEmpty();
    claimed.all().forEach(this::end);
    assertThat(store.claim("you", LONG).orElseThrow().all()).hasSize(2);
  }

  @Test
  void readsTheHistoryOfATargetFromTheFirstThatMatters() {
    SwapPlan first = complete(add("orders"));
    SwapPlan second = complete(add("orders"));
    complete(add("items"));

    assertThat(store.history(undoing(second)))
        .extracting(completed -> completed.context().plan().swapId())
        .containsExactly(second.swapId());
    assertThat(store.history(undoing(first)))
        .extracting(completed -> completed.context().plan().swapId())
        .containsExactly(first.swapId(), second.swapId());
  }

  private SwapPlan complete(SwapPlan plan) {
    ClaimedSwap claimed = store.claim("me", LONG).orElseThrow();
    TableName kept = new TableName("hindcast", "kept");
    SwapState completed =
        new SwapState.Completed(
            claimed.state().context(), new KeptTables(kept, kept, null), List.of());
    store.save(claimed.lease(), completed, List.of(), List.of());
    store.release(claimed.lease());
    return plan;
  }

  private static SwapPlan undoing(SwapPlan plan) {
    return with(
        plan("orders", UUID.randomUUID()), SwapIntent.undo(Direction.BACK, List.of(plan.swapId())));
  }

  private static SwapPlan inGroup(String table, UUID group) {
    return with(
        plan(table, UUID.randomUUID()),
        new SwapIntent(
            Direction.FORWARD,
            SwapIntent.LateRows.SOURCE,
            null,
            List.of(),
            new SwapIntent.Group(group, 2)));
  }

  private static SwapPlan with(SwapPlan plan, SwapIntent intent) {
    return new SwapPlan(
        plan.swapId(),
        plan.target(),
        plan.shadow(),
        plan.strategy(),
        plan.pins(),
        plan.provenance(),
        intent);
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
    return add(plan(table));
  }

  private SwapPlan add(SwapPlan plan) {
    assertThat(store.add(plan)).isTrue();
    return plan;
  }

  /** Of a backfill of its own. */
  private static SwapPlan plan(String table, UUID backfillId) {
    SwapPlan plan = plan(table);
    return new SwapPlan(
        plan.swapId(),
        plan.target(),
        plan.shadow(),
        plan.strategy(),
        plan.pins(),
        new Provenance(backfillId, "fix", "2", 0, Duration.ofDays(7)));
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

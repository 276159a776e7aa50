package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ids are chosen by callers; those of one millisecond begin alike by themselves. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class SameBeginningIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void idsThatBeginAlikeShareNothing() {
    Sales victim = Sales.create(STACK.clickhouse(), "alike_victim");
    Sales other = Sales.create(STACK.clickhouse(), "alike_other");
    STACK.clickhouse().execute("INSERT INTO alike_other.raw VALUES ('2021-03-01', 1000000)");
    UUID first = UUID.randomUUID();
    UUID second = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + 1);

    STACK.backfills().request(first, UUID.randomUUID(), victim.approvedSpec());
    STACK.backfills().until(first, "AWAITING_APPROVAL");
    STACK.backfills().request(second, UUID.randomUUID(), other.approvedSpec());
    STACK.backfills().until(second, "AWAITING_APPROVAL");
    STACK.api().control(second, "CANCEL", Optional.empty());
    assertThat(STACK.backfills().end(second).state()).isEqualTo("CANCELLED");
    STACK.assertNothingLeft(second);

    STACK.api().control(first, "APPROVE", Optional.empty());
    Backfill ended = STACK.backfills().end(first);

    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(victim.found(STACK.clickhouse())).isEqualTo(victim.expected(STACK.clickhouse()));
  }
}

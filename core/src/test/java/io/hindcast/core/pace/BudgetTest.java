package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.pace.Budget.Standing;
import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.BudgetLimits.Amounts;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Prices PRICES = new Prices(new BigDecimal("0.01"), BigDecimal.valueOf(5));

  private static Budget.Account account(BudgetLimits limits, Usage total, Usage hour) {
    return Budget.account(limits, 1, total, hour, PRICES);
  }

  private static BudgetLimits rows(long total) {
    return new BudgetLimits(new Amounts(total, null, null, null), Amounts.NONE);
  }

  @Test
  void warnsAtEightyPercentAndStopsAtAHundred() {
    assertThat(account(rows(1000), new Usage(799, 0, 0), Usage.NONE).standing())
        .isEqualTo(Standing.WITHIN);
    Budget.Account warned = account(rows(1000), new Usage(800, 0, 0), Usage.NONE);
    assertThat(warned.standing()).isEqualTo(Standing.WARNED);
    assertThat(warned.text()).isEqualTo("rows: 800 of 1,000");
    assertThat(account(rows(1000), new Usage(999, 0, 0), Usage.NONE).standing())
        .isEqualTo(Standing.WARNED);
    assertThat(account(rows(1000), new Usage(1000, 0, 0), Usage.NONE).standing())
        .isEqualTo(Standing.SPENT);
  }

  @Test
  void alimitPerHourOnlyWaits() {
    BudgetLimits limits = new BudgetLimits(Amounts.NONE, new Amounts(null, null, 60L, null));

    Budget.Account waiting =
        account(limits, new Usage(0, 0, 900_000_000), new Usage(0, 0, 61_500_000));
    assertThat(waiting.standing()).isEqualTo(Standing.WAITING);
    assertThat(waiting.text()).isEqualTo("CPU seconds per hour: 61.50 of 60");
    assertThat(account(limits, new Usage(0, 0, 900_000_000), new Usage(0, 0, 1_000)).standing())
        .isEqualTo(Standing.WITHIN);
  }

  @Test
  void countsMoneyByCpuTimeAndBytesRead() {
    assertThat(PRICES.of(new Usage(0, 2_000_000_000_000L, 300_000_000))).isEqualByComparingTo("13");
    BudgetLimits limits =
        new BudgetLimits(new Amounts(null, null, null, BigDecimal.valueOf(13)), Amounts.NONE);
    assertThat(
            account(limits, new Usage(0, 2_000_000_000_000L, 300_000_000), Usage.NONE).standing())
        .isEqualTo(Standing.SPENT);
  }

  @Test
  void whoGrantsASpentBudgetOnceMoreDoublesIt() {
    Usage used = new Usage(1500, 0, 0);

    assertThat(Budget.account(rows(1000), 1, used, Usage.NONE, PRICES).standing())
        .isEqualTo(Standing.SPENT);
    assertThat(Budget.account(rows(1000), 2, used, Usage.NONE, PRICES).standing())
        .isEqualTo(Standing.WITHIN);
  }

  @Property
  void theWorstLimitDecides(
      @ForAll @LongRange(max = 2000) long rows, @ForAll @LongRange(max = 2000) long bytes) {
    BudgetLimits limits =
        new BudgetLimits(
            new Amounts(1000L, null, null, null), new Amounts(null, 1000L, null, null));
    Standing standing =
        account(limits, new Usage(rows, bytes, 0), new Usage(rows, bytes, 0)).standing();

    assertThat(standing == Standing.SPENT).isEqualTo(rows >= 1000);
    assertThat(standing == Standing.WAITING).isEqualTo(rows < 1000 && bytes >= 1000);
  }
}

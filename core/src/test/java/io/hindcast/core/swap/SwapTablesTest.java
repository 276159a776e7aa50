package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.swap.SwapTables.Renaming;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwapTablesTest {
  private static final UUID SWAP = UUID.fromString("5a5a5a5a-0000-0000-0000-000000000001");
  private static final TableName SHADOW = table("bf_0123456789ab_g0_shadow");

  @Test
  void namesTellSwapAndEpoch() {
    assertThat(tables(3).sealed()).isEqualTo(table("bf_0123456789ab_g0_sealed_5a5a5a5a_e3_0"));
    assertThat(tables(3).ledger(1)).isEqualTo(table("bf_0123456789ab_g0_ledger1_5a5a5a5a_e3_0"));
    assertThat(tables(3).previous()).isEqualTo(table("bf_0123456789ab_g0_previous"));
  }

  @Test
  void adoptsTheNewestTableOfEachRole() {
    List<TableName> found =
        List.of(tables(1).carry(), tables(2).carry(), tables(2).sealed(), tables(3).kept(), SHADOW);
    assertThat(tables(3).adoptions(found))
        .containsExactly(
            new Renaming(tables(2).carry(), tables(3).carry()),
            new Renaming(tables(2).sealed(), tables(3).sealed()));
  }

  @Test
  void aFenceIsNewerThanTheOneBeforeIt() {
    SwapTables tenth = new SwapTables(SHADOW, SWAP, 3, 10);
    SwapTables ninth = new SwapTables(SHADOW, SWAP, 3, 9);
    assertThat(
            new SwapTables(SHADOW, SWAP, 4, 0).adoptions(List.of(ninth.sealed(), tenth.sealed())))
        .containsExactly(new Renaming(tenth.sealed(), new SwapTables(SHADOW, SWAP, 4, 0).sealed()));
  }

  @Test
  void neverDisposesOfTheShadowsContent() {
    assertThat(tables(3).disposable(List.of(tables(2).published(), tables(1).kept(), SHADOW)))
        .containsExactly(tables(1).kept());
  }

  @Test
  void leavesTheTablesOfOtherSwapsAlone() {
    SwapTables other = new SwapTables(SHADOW, new UUID(1, 1), 2, 0);
    assertThat(tables(3).own(List.of(other.sealed(), other.kept()))).isEmpty();
  }

  private static SwapTables tables(long epoch) {
    return new SwapTables(SHADOW, SWAP, epoch, 0);
  }

  private static TableName table(String name) {
    return new TableName("hindcast", name);
  }
}

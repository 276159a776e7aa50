package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackfillNamesTest {
  private static final BackfillNames NAMES =
      new BackfillNames(UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "hindcast");

  @Test
  void namesEverythingWithTheSamePrefix() {
    assertThat(NAMES.shadow(2)).hasToString("hindcast.bf_0190a1b2c3d4_g2_shadow");
    assertThat(NAMES.stagingPrefix("t00012", 1, 3))
        .hasToString("hindcast.bf_0190a1b2c3d4_t00012_g1_a3");
    assertThat(NAMES.stagingPrefix("t00012.03.1", 1, 3))
        .hasToString("hindcast.bf_0190a1b2c3d4_t00012_03_1_g1_a3");
    assertThat(NAMES.assembly("t00012.03.1", "1f2e"))
        .hasToString("hindcast.bf_0190a1b2c3d4_t00012_x1f2e_assembly");
    assertThat(NAMES.assembly("t00012", "1f2e").table())
        .startsWith(NAMES.assemblyPrefix("t00012.1"));
    assertThat(NAMES.queryIdPrefix()).isEqualTo("hindcast-0190a1b2c3d4-");
  }

  @Test
  void disposesOfItsOwnShadowsAndStagingTablesAlone() {
    assertThat(NAMES.disposable(NAMES.shadow(0))).isTrue();
    assertThat(NAMES.disposable(table("bf_0190a1b2c3d4_t00012_g1_a3_x7f"))).isTrue();
    assertThat(NAMES.disposable(table("bf_0190a1b2c3d4_t1234567_g0_a1_x"))).isTrue();
    assertThat(NAMES.disposable(table("bf_0190a1b2c3d4_t00012_03_1_g1_a3_x7f"))).isTrue();
    assertThat(NAMES.disposable(NAMES.assembly("t00012", "1f2e"))).isTrue();
    assertThat(NAMES.disposable(NAMES.base())).isTrue();
    assertThat(NAMES.disposable(NAMES.guard(0, "0a1b2c3d"))).isTrue();
    assertThat(NAMES.disposable(NAMES.reversal(0))).isFalse();
    assertThat(NAMES.disposable(table("bf_0190a1b2c3d4_g0_previous"))).isFalse();
    assertThat(NAMES.disposable(table("bf_0190a1b2c3d4_g0_sealed"))).isFalse();
    assertThat(NAMES.disposable(table("bf_ffffffffffff_g0_shadow"))).isFalse();
    assertThat(NAMES.disposable(table("route_daily"))).isFalse();
    assertThat(NAMES.disposable(new TableName("flights", "bf_0190a1b2c3d4_g0_shadow"))).isFalse();
  }

  @Test
  void aRoundThatIsGivenUpTakesItsShadowAndAllStagingTablesWithIt() {
    assertThat(NAMES.disposableOf(1, NAMES.shadow(1))).isTrue();
    assertThat(NAMES.disposableOf(1, NAMES.shadow(2))).isFalse();
    assertThat(NAMES.disposableOf(1, NAMES.base())).isFalse();
    assertThat(NAMES.disposableOf(1, NAMES.guard(1, "0a1b2c3d"))).isTrue();
    assertThat(NAMES.disposableOf(1, NAMES.guard(2, "0a1b2c3d"))).isFalse();
    assertThat(NAMES.disposableOf(1, table("bf_0190a1b2c3d4_t00012_g1_a3_x7f"))).isTrue();
    assertThat(NAMES.disposableOf(1, NAMES.assembly("t00012", "1f2e"))).isTrue();
  }

  @Test
  void knowsItsGuardsAndNoOthers() {
    assertThat(NAMES.guards(NAMES.guard(3, "0a1b2c3d"))).isTrue();
    assertThat(NAMES.guards(NAMES.shadow(3))).isFalse();
    assertThat(NAMES.guards(table("bf_ffffffffffff_g3_0a1b2c3d_guard"))).isFalse();
  }

  @Test
  void ownsWhateverBearsItsDigitsInTheWorkingDatabase() {
    assertThat(NAMES.owns(table("bf_0190a1b2c3d4_g0_previous"))).isTrue();
    assertThat(NAMES.owns(table("bf_ffffffffffff_g0_previous"))).isFalse();
    assertThat(NAMES.owns(new TableName("flights", "bf_0190a1b2c3d4_g0_previous"))).isFalse();
    assertThat(NAMES.owns(NAMES.shadow(0).on("shard"))).isFalse();
    assertThat(NAMES.reversal(3)).hasToString("hindcast.bf_0190a1b2c3d4_r3_shadow");
  }

  @Test
  void readsFromAStagingTableWhichTaskAndAttemptHasWrittenIt() {
    assertThat(WorkingName.parse(NAMES.stagingPrefix("t00012.03.1", 1, 3).table() + "_x7f"))
        .contains(new WorkingName.Staging(NAMES.shortId(), "t00012.03.1", 1, 3));
    assertThat(WorkingName.parse(NAMES.stagingPrefix("t00012", 1, 3).table() + "_g9_a9_x"))
        .contains(new WorkingName.Staging(NAMES.shortId(), "t00012", 1, 3));
    assertThat(WorkingName.parse(NAMES.assembly("t00012", "1f2e").table()))
        .contains(new WorkingName.Assembly(NAMES.shortId()));
  }

  private static TableName table(String name) {
    return new TableName("hindcast", name);
  }
}

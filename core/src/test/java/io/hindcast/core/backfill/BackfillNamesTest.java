package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackfillNamesTest {
  private static final BackfillNames NAMES =
      new BackfillNames(UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "hindcast");

  @Test
  void namesEverythingWithTheSamePrefix() {
    assertThat(NAMES.shadow(2)).hasToString("hindcast.bf_01i2gr5gukfpfol6oc3kn3uiir_g2_shadow");
    assertThat(NAMES.stagingPrefix("t00012", 1, 3))
        .hasToString("hindcast.bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_g1_a3");
    assertThat(NAMES.stagingPrefix("t00012.03.1", 1, 3))
        .hasToString("hindcast.bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_03_1_g1_a3");
    assertThat(NAMES.assembly("t00012.03.1", "1f2e"))
        .hasToString("hindcast.bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_x1f2e_assembly");
    assertThat(NAMES.assembly("t00012", "1f2e").table())
        .startsWith(NAMES.assemblyPrefix("t00012.1"));
    assertThat(NAMES.queryIdPrefix()).isEqualTo("hindcast-01i2gr5gukfpfol6oc3kn3uiir-");
  }

  @Test
  void disposesOfItsOwnShadowsAndStagingTablesAlone() {
    assertThat(NAMES.disposable(NAMES.shadow(0))).isTrue();
    assertThat(NAMES.disposable(table("bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_g1_a3_x7f"))).isTrue();
    assertThat(NAMES.disposable(table("bf_01i2gr5gukfpfol6oc3kn3uiir_t1234567_g0_a1_x"))).isTrue();
    assertThat(NAMES.disposable(table("bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_03_1_g1_a3_x7f")))
        .isTrue();
    assertThat(NAMES.disposable(NAMES.assembly("t00012", "1f2e"))).isTrue();
    assertThat(NAMES.disposable(NAMES.base())).isTrue();
    assertThat(NAMES.disposable(NAMES.guard(0, "0a1b2c3d"))).isTrue();
    assertThat(NAMES.disposable(NAMES.reversal(0))).isFalse();
    assertThat(NAMES.disposable(table("bf_01i2gr5gukfpfol6oc3kn3uiir_g0_previous"))).isFalse();
    assertThat(NAMES.disposable(table("bf_01i2gr5gukfpfol6oc3kn3uiir_g0_sealed"))).isFalse();
    assertThat(NAMES.disposable(table("bf_ffffffffffff_g0_shadow"))).isFalse();
    assertThat(NAMES.disposable(table("route_daily"))).isFalse();
    assertThat(
            NAMES.disposable(new TableName("flights", "bf_01i2gr5gukfpfol6oc3kn3uiir_g0_shadow")))
        .isFalse();
  }

  @Test
  void aRoundThatIsGivenUpTakesItsShadowAndAllStagingTablesWithIt() {
    assertThat(NAMES.disposableOf(1, NAMES.shadow(1))).isTrue();
    assertThat(NAMES.disposableOf(1, NAMES.shadow(2))).isFalse();
    assertThat(NAMES.disposableOf(1, NAMES.base())).isFalse();
    assertThat(NAMES.disposableOf(1, NAMES.guard(1, "0a1b2c3d"))).isTrue();
    assertThat(NAMES.disposableOf(1, NAMES.guard(2, "0a1b2c3d"))).isFalse();
    assertThat(NAMES.disposableOf(1, table("bf_01i2gr5gukfpfol6oc3kn3uiir_t00012_g1_a3_x7f")))
        .isTrue();
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
    assertThat(NAMES.owns(table("bf_01i2gr5gukfpfol6oc3kn3uiir_g0_previous"))).isTrue();
    assertThat(NAMES.owns(table("bf_ffffffffffff_g0_previous"))).isFalse();
    assertThat(NAMES.owns(new TableName("flights", "bf_01i2gr5gukfpfol6oc3kn3uiir_g0_previous")))
        .isFalse();
    assertThat(NAMES.owns(NAMES.shadow(0).on("shard"))).isFalse();
    assertThat(NAMES.reversal(3)).hasToString("hindcast.bf_01i2gr5gukfpfol6oc3kn3uiir_r3_shadow");
  }

  @Test
  void readsFromAStagingTableWhichTaskAndAttemptHasWrittenIt() {
    assertThat(WorkingName.parse(NAMES.stagingPrefix("t00012.03.1", 1, 3).table() + "_x7f"))
        .contains(new WorkingName.Staging(NAMES.digits(), "t00012.03.1", 1, 3));
    assertThat(WorkingName.parse(NAMES.stagingPrefix("t00012", 1, 3).table() + "_g9_a9_x"))
        .contains(new WorkingName.Staging(NAMES.digits(), "t00012", 1, 3));
    assertThat(WorkingName.parse(NAMES.assembly("t00012", "1f2e").table()))
        .contains(new WorkingName.Assembly(NAMES.digits()));
  }

  @Test
  void idsThatBeginAlikeShareNothing() {
    UUID twin = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");
    BackfillNames other = new BackfillNames(twin, "hindcast");

    assertThat(other.prefix()).doesNotStartWith(NAMES.prefix());
    assertThat(other.queryIdPrefix()).isNotEqualTo(NAMES.queryIdPrefix());
    assertThat(NAMES.owns(other.shadow(0))).isFalse();
    assertThat(NAMES.owns(table("bf_0190a1b2c3d4_g0_shadow"))).isFalse();
  }

  @Test
  void digitsOfANameAreThoseOfOneId() {
    for (String id :
        List.of(
            "00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-000000000001",
            "7fffffff-ffff-ffff-ffff-ffffffffffff",
            "80000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")) {
      UUID uuid = UUID.fromString(id);
      String digits = WorkingId.of(uuid);
      assertThat(digits).matches(WorkingId.PATTERN);
      assertThat(WorkingId.names(digits, uuid)).as(id).isTrue();
      assertThat(WorkingId.names(digits, new UUID(4, 5))).as(id).isFalse();
      assertThat(WorkingId.start(digits)).isEqualTo(id.replace("-", "").substring(0, 12));
    }
  }

  @Test
  void namesOfEarlierVersionsAreRead() {
    assertThat(WorkingName.parse("bf_0190a1b2c3d4_g0_previous"))
        .contains(new WorkingName.Other("0190a1b2c3d4"));
    assertThat(WorkingId.names("0190a1b2c3d4", NAMES.backfillId())).isTrue();
    assertThat(WorkingId.start("0190a1b2c3d4")).isEqualTo("0190a1b2c3d4");
  }

  @Test
  void anAttemptStagesIntoItsOwnTablesAlone() {
    TableName own = table(NAMES.stagingPrefix("t00012.03", 1, 3).table() + "_x7f");
    assertThat(NAMES.stages(own, "t00012.03", 1, 3)).isTrue();
    assertThat(NAMES.stages(own, "t00012.04", 1, 3)).isFalse();
    assertThat(NAMES.stages(own, "t00012.03", 2, 3)).isFalse();
    assertThat(NAMES.stages(own, "t00012.03", 1, 4)).isFalse();
    assertThat(NAMES.stages(new TableName("sec", own.table()), "t00012.03", 1, 3)).isFalse();
  }

  private static TableName table(String name) {
    return new TableName("hindcast", name);
  }
}

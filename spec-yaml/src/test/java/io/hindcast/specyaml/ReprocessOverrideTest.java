package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Scope.Reprocess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReprocessOverrideTest {
  private static final String RANGE = "range: {from: 2001-01-01, to: 2001-07-01}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        RANGE,
        RANGE + "\n  scope:",
        RANGE + "\n  scope: {}",
        RANGE + "\n  scope: {reprocess: none} # ünïcode 表",
        RANGE + "\n  scope: {reprocess: , first: [20010105]}",
        RANGE + "\n  scope: {first: [20010105]}",
        RANGE + "\n  scope:\n    reprocess: \"failed\" # why",
        RANGE + "\n  scope:\n    first:\n      - {from: 2001-02-01, to: 2001-03-01}"
      })
  void theWordIsInPlaceAndEverythingElseStays(String written) {
    String yaml = Samples.valid().replaceFirst("range: \\{.*\\}", written);

    BackfillSpec before = Samples.parsed(yaml);
    String changed = ReprocessOverride.apply(yaml, "changed");
    BackfillSpec after = Samples.parsed(changed);

    assertThat(after.scope().reprocess()).isEqualTo(Reprocess.CHANGED);
    assertThat(after.scope().first()).isEqualTo(before.scope().first());
    assertThat(after.transform()).isEqualTo(before.transform());
    assertThat(after.checks()).isEqualTo(before.checks());
    assertThat(changed.contains("# why")).isEqualTo(yaml.contains("# why"));
    assertThat(ReprocessOverride.apply(changed, "changed")).isEqualTo(changed);
  }

  @Test
  void aSpecInOneLineIsOneLineAfterwards() {
    String yaml = "{spec: {target: {table: a.b}}}";

    assertThat(ReprocessOverride.apply(yaml, "none"))
        .isEqualTo("{spec: {scope: {reprocess: none}, target: {table: a.b}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spec: [", "spec: text", "kind: Backfill"})
  void whatIsNoSpecComesBackAsItIs(String yaml) {
    assertThat(ReprocessOverride.apply(yaml, "changed")).isEqualTo(yaml);
  }
}

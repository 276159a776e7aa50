package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecProblem;
import io.hindcast.core.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupReadingTest {
  private static final String DAILY =
      "SELECT day, sum(amount) AS amount FROM shop.orders"
          + " WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day";
  private static final String GROUP =
      """
      apiVersion: hindcast/v1
      kind: Backfill
      metadata: {name: sales-fix, owner: finance}
      spec:
        targets:
          - target: {table: shop.sales_daily, key: [day]}
            source: {tables: [shop.orders]}
            transform:
              version: "3"
              grain: 1d
              sql: %1$s
            checks:
              - notNull: [day]
          - target: {table: shop.sales_sum, key: [day]}
            source: {tables: [shop.orders], lookback: 1d}
            transform:
              version: "4"
              grain: 1d
              sql: %1$s
        range: {from: 2024-01-01, to: 2024-02-01}
        execution: {parallelism: 2}
        waves: [10%%, 100%%]
        swap: {approval: auto}
      """
          .formatted(DAILY);

  @Test
  void readsOneSpecForEachTargetAndSharesTheRest() {
    SpecOutcome.Parsed parsed = (SpecOutcome.Parsed) new YamlSpecReader().read(GROUP);
    List<BackfillSpec> specs = parsed.specs();

    assertThat(specs)
        .extracting(spec -> spec.target().table().toString())
        .containsExactly("shop.sales_daily", "shop.sales_sum");
    assertThat(specs).extracting(spec -> spec.transform().version()).containsExactly("3", "4");
    assertThat(specs).extracting(spec -> spec.checks().size()).containsExactly(1, 0);
    assertThat(specs)
        .allSatisfy(spec -> {
          assertThat(spec.execution().parallelism()).isEqualTo(2);
          assertThat(spec.waves()).hasSize(2);
          assertThat(spec.range()).isEqualTo(specs.getFirst().range());
          assertThat(spec.metadata().name()).isEqualTo("sales-fix");
        });
    assertThat(parsed.of(TableName.parse("shop.sales_sum"))).contains(specs.get(1));
    assertThat(parsed.of(TableName.parse("shop.orders"))).isEmpty();
  }

  @Test
  void whatBelongsToTargetsIsNotTakenBesideThem() {
    assertProblem(
        GROUP + "  checks: []\n  target: {table: shop.other, key: [day]}\n",
        "spec.target",
        "Expected target in each entry of targets, found it beside targets: move it there");
  }

  @Test
  void aTableIsATargetOnce() {
    assertProblem(
        GROUP.replace("shop.sales_sum", "shop.sales_daily"),
        "spec.targets[1].target.table",
        "Expected another table in each entry, found shop.sales_daily again; the first is in line 6");
  }

  @Test
  void noTargetReadsAnother() {
    assertProblem(
        GROUP.replace("[shop.orders], lookback", "[shop.sales_daily], lookback"),
        "spec.targets[1].source.tables",
        "Expected sources that are no targets of the group, found shop.sales_daily: all targets are"
            + " recomputed side by side, so shop.sales_sum would be computed from its old rows;"
            + " submit it by itself afterwards");
  }

  @Test
  void aGroupDoesNotQueue() {
    assertProblem(
        GROUP.replace("parallelism: 2", "parallelism: 2, overlap: queue"),
        "spec.execution.overlap",
        "Expected 'refuse' with several targets, found 'queue': two groups could each wait for a"
            + " table of the other; submit again when the other has ended");
  }

  @Test
  void aGroupHasAtLeastTwoTargets() {
    String one = GROUP.replaceAll("(?s)    - target: \\{table: shop.sales_sum.*?(?=  range:)", "");

    assertProblem(
        one,
        "spec.targets",
        "Expected 2 to 20 targets, found 1; one alone is written as target, source and transform");
  }

  @Test
  void mistakesOfMembersHaveTheirPlaces() {
    List<SpecProblem> problems =
        Samples.problems(
            GROUP
                .replace("lookback: 1d", "lookback: soon")
                .replace("waves: [10%, 100%]", "waves: [10%]"));

    assertThat(problems)
        .extracting(SpecProblem::path)
        .containsExactly("spec.targets[1].source.lookback", "spec.waves[0]");
    assertThat(problems.getFirst().line()).isEqualTo(15);
  }

  @Test
  void filesOfAllMembersAreInlined(@TempDir Path directory) throws IOException {
    Path spec = directory.resolve("spec.yaml");
    Files.writeString(directory.resolve("daily.sql"), DAILY.replace(" FROM", "\nFROM"));
    Files.writeString(spec, GROUP.replace("sql: " + DAILY, "file: daily.sql # both"));

    String inlined = YamlSpecFiles.inline(spec);

    SpecOutcome.Parsed parsed = (SpecOutcome.Parsed) new YamlSpecReader().read(inlined);
    assertThat(parsed.specs())
        .allSatisfy(each -> assertThat(each.transform().sql()).contains("\nFROM shop.orders"));
  }

  @Test
  void aMissingFileIsNamedWithItsEntry(@TempDir Path directory) throws IOException {
    Path spec = directory.resolve("spec.yaml");
    Files.writeString(spec, GROUP.replace("sql: " + DAILY, "file: daily.sql"));

    assertThatThrownBy(() -> YamlSpecFiles.inline(spec))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("spec.targets[1].transform.file")
        .hasMessageContaining("daily.sql");
  }

  private static void assertProblem(String yaml, String path, String message) {
    assertThat(Samples.problems(yaml))
        .filteredOn(problem -> problem.path().equals(path))
        .as("%s", Samples.problems(yaml))
        .extracting(SpecProblem::message)
        .containsExactly(message);
  }
}

package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecProblem;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodesReadingTest {
  private static final String SPEC =
      """
      apiVersion: hindcast/v1
      kind: Backfill
      metadata: {name: sales-fix, owner: finance}
      spec:
        target: {table: shop.daily, key: [day], nodes: [shard1, default, shard2]}
        source: {tables: [shop.orders, shop.returns]}
        transform:
          version: "3"
          grain: 1d
          sql: SELECT day FROM shop.orders WHERE day >= {from:Date} AND day < {to:Date}
        range: {from: 2024-01-01, to: 2024-02-01}
        execution: {overlap: refuse}
      """;

  @Test
  void aTargetOnSeveralNodesIsAGroupThatReadsEachNodesOwnSources() {
    List<BackfillSpec> specs = specs(SPEC);

    assertThat(specs)
        .extracting(spec -> spec.target().table().toString())
        .containsExactly("shard1:shop.daily", "shop.daily", "shard2:shop.daily");
    assertThat(specs.getFirst().source().tables())
        .containsExactly(
            new TableName("shard1", "shop", "orders"), new TableName("shard1", "shop", "returns"));
    assertThat(specs.get(1).source().tables().getFirst())
        .isEqualTo(new TableName("shop", "orders"));
    assertThat(specs).extracting(spec -> spec.transform().sql()).containsOnly(sql(specs));
  }

  @Test
  void withoutNodesItIsTheDefaultOne() {
    assertThat(specs(SPEC.replace(", nodes: [shard1, default, shard2]", "")))
        .singleElement()
        .satisfies(spec -> assertThat(spec.target().table().node()).isEmpty());
  }

  @Test
  void writesWhatItReads() {
    BackfillSpec spec = specs(SPEC).getFirst();

    assertThat(specs(new YamlSpecWriter().write(spec))).containsExactly(spec);
  }

  @Test
  void saysWhatIsWrongWithNodes() {
    assertThat(problems(SPEC.replace("shard2]", "shard1]")))
        .containsExactly("Expected each element once, found it again");
    assertThat(problems(SPEC.replace("shard2]", "Shard2]")).getFirst())
        .contains("Expected the name of a node", "found 'Shard2'");
    assertThat(problems(SPEC.replace("[shop.orders,", "[\"shard1:shop.orders\",")))
        .containsExactly(
            "Expected database.table, found the node 'shard1' before it: name it in target.nodes;"
                + " sources are read on the target's node");
    assertThat(problems(SPEC.replace("overlap: refuse", "overlap: queue")).getFirst())
        .contains("Expected 'refuse' with several targets, found 'queue'");
  }

  @Test
  void aGroupHasALimitOverAllNodes() {
    String many =
        IntStream.range(0, 21).mapToObj(i -> "n" + i).collect(Collectors.joining(", ", "[", "]"));

    assertThat(problems(SPEC.replace("[shard1, default, shard2]", many)))
        .containsExactly("Expected at most 20 elements, found 21");
  }

  private static String sql(List<BackfillSpec> specs) {
    return specs.getFirst().transform().sql();
  }

  private static List<BackfillSpec> specs(String yaml) {
    return ((SpecOutcome.Parsed) new YamlSpecReader().read(yaml)).specs();
  }

  private static List<String> problems(String yaml) {
    return ((SpecOutcome.Invalid) new YamlSpecReader().read(yaml))
        .problems().stream().map(SpecProblem::message).toList();
  }
}

package io.hindcast.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent.Relation;
import io.hindcast.core.view.View.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewGraphTest {
  private static final TableName TARGET = table("target");
  private static final View IN = materialized("in", "landing", "staged");
  private static final View IN_TWICE = materialized("in_twice", "staged", "target");
  private static final View OUT = materialized("out", "target", "sums");
  private static final View OUT_TWICE = materialized("out_twice", "sums", "sums_of_sums");
  private static final View BACK = materialized("back", "sums_of_sums", "target");
  private static final View PLAIN = looking("plain", Kind.PLAIN, "SELECT 1 FROM s.target");
  private static final View OVER = looking("over", Kind.PLAIN, "SELECT 1 FROM `s`.`plain`");
  private static final View ALIEN = looking("alien", Kind.PLAIN, "SELECT 's.target' FROM s.other");
  private static final View JOINING =
      new View(
          table("joining"),
          Kind.MATERIALIZED,
          List.of(table("other")),
          table("joined"),
          "SELECT 1 FROM s.other JOIN s.target USING (day)",
          "d");

  @Test
  void followsChainsInBothDirections() {
    ViewGraph graph = new ViewGraph(List.of(OUT_TWICE, OUT, IN_TWICE, IN));

    assertThat(graph.around(TARGET))
        .extracting(Dependent::view, Dependent::relation, Dependent::through)
        .containsExactly(
            tuple(IN_TWICE, Relation.WRITES_INTO, TARGET),
            tuple(IN, Relation.WRITES_INTO, table("staged")),
            tuple(OUT, Relation.READS_FROM, TARGET),
            tuple(OUT_TWICE, Relation.READS_FROM, table("sums")));
    assertThat(graph.leads(table("landing"), TARGET)).isTrue();
    assertThat(graph.leads(table("sums"), TARGET)).isFalse();
    assertThat(graph.fedBy(TARGET)).containsExactly(table("sums"));
  }

  @Test
  void endsInCircles() {
    ViewGraph graph = new ViewGraph(List.of(OUT, OUT_TWICE, BACK));

    assertThat(graph.upstream(TARGET)).hasSize(3);
    assertThat(graph.downstream(TARGET)).extracting(Dependent::view).hasSize(3);
    assertThat(graph.leads(TARGET, TARGET)).isTrue();
  }

  @Test
  void namesWhatLooksUpButDoesNotFire() {
    ViewGraph graph = new ViewGraph(List.of(ALIEN, OVER, PLAIN, JOINING));

    assertThat(graph.around(TARGET))
        .extracting(each -> each.view().name().table(), Dependent::relation)
        .containsExactly(
            tuple("joining", Relation.LOOKS_UP),
            tuple("plain", Relation.LOOKS_UP),
            tuple("over", Relation.LOOKS_UP));
    assertThat(graph.fedBy(TARGET)).isEmpty();
  }

  @Test
  void aViewThatIsAsPlannedIsIntact() {
    ViewGraph graph = new ViewGraph(List.of(IN_TWICE, OUT, PLAIN));

    assertThat(
            ViewCheck.compare(List.of(IN_TWICE, OUT, PLAIN), graph, Set.of(TARGET, table("sums"))))
        .allMatch(ViewCheck::intact)
        .first()
        .satisfies(
            check -> assertThat(check.message()).contains("fires once on inserts into s.staged"));
  }

  @Test
  void saysWhatIsWrongWithAView() {
    View twice =
        new View(
            OUT.name(),
            Kind.MATERIALIZED,
            List.of(TARGET, table("bf_previous")),
            OUT.into(),
            "",
            "d");
    View changed = new View(IN.name(), Kind.MATERIALIZED, IN.firesOn(), IN.into(), "", "other");

    assertThat(problem(OUT, new ViewGraph(List.of()), Set.of())).contains("s.out", "is gone");
    assertThat(problem(OUT, new ViewGraph(List.of(twice)), Set.of()))
        .contains("fires on inserts into s.bf_previous, s.target instead of s.target");
    assertThat(problem(IN, new ViewGraph(List.of(changed)), Set.of())).contains("its definition");
    assertThat(problem(OUT, new ViewGraph(List.of(OUT)), Set.of()))
        .contains("s.sums", "does not exist");
  }

  private static String problem(View planned, ViewGraph now, Set<TableName> existing) {
    ViewCheck check = ViewCheck.compare(List.of(planned), now, existing).getFirst();
    assertThat(check.intact()).isFalse();
    return check.message();
  }

  private static View materialized(String name, String from, String into) {
    return view(name, Kind.MATERIALIZED, List.of(table(from)), table(into), "SELECT 1");
  }

  private static View looking(String name, Kind kind, String select) {
    return view(name, kind, List.of(), null, select);
  }

  private static View view(
      String name, Kind kind, List<TableName> firesOn, @Nullable TableName into, String select) {
    return new View(table(name), kind, firesOn, into, select, "d");
  }

  private static TableName table(String name) {
    return new TableName("s", name);
  }
}

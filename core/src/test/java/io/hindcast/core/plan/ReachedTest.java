package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.Reached.Definition;
import io.hindcast.core.plan.Reached.Table;
import io.hindcast.core.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachedTest {

  @Test
  void tablesBehindViewsAreNamedAndTheViewIsNot() {
    assertThat(
            messages(
                new Reached(
                    List.of(
                        new Table(Surveys.RAW, "shop.sales", "MergeTree"),
                        new Table(new TableName("shop", "rates"), "shop.sales", "MergeTree"),
                        new Table(new TableName("shop", "names"), "", "Dictionary")),
                    List.of(new Definition("the view shop.sales", "SELECT * FROM shop.raw")))))
        .satisfiesExactly(
            rates -> assertThat(rates).contains("shop.rates through the view shop.sales", "add it"),
            names ->
                assertThat(names).contains("shop.names, a Dictionary").doesNotContain("add it"));
  }

  @Test
  void callsBehindViewsAndFunctionsAreFound() {
    assertThat(
            messages(
                new Reached(
                    List.of(),
                    List.of(
                        new Definition("the function stamped", "(x) -> (x + toUInt32(now()))")))))
        .singleElement()
        .asString()
        .contains("In the function stamped: now(…)", "transform.nondeterministic: accept");
  }

  private static List<String> messages(Reached reached) {
    Survey survey = Surveys.survey(Surveys.twoDays(), List.of());
    return StatementChecks.of(
            new Survey(
                survey.spec(),
                survey.target(),
                survey.sources(),
                survey.output(),
                survey.surroundings(),
                survey.freeDiskBytes(),
                survey.now(),
                survey.keys(),
                survey.past(),
                survey.conditions(),
                reached,
                survey.outside()))
        .stream()
        .map(Finding::message)
        .toList();
  }
}

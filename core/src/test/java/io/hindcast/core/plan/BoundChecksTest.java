package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.Finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundChecksTest {
  private static final String TYPE = "DateTime64(3, 'UTC')";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t <= {to:DateTime}",
        "{to:DateTime} >= t",
        "t BETWEEN {from:DateTime} AND {to:DateTime}",
        "toDate(t) between {from:Date} and {to:Date}",
        "(t BETWEEN f(1, 2 AND 3) AND {to:Date})",
        "t > {from:DateTime} AND t < {to:DateTime}",
        "{from:Date} < t"
      })
  void findsComparisonsThatAreOffByARow(String condition) {
    assertThat(RangeEnds.in("SELECT t FROM a.b WHERE " + condition)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t >= {from:DateTime} AND t < {to:DateTime}",
        "{to:DateTime} > t AND {from:DateTime} <= t",
        "t BETWEEN {from:Date} AND {to:Date} - INTERVAL 1 DAY",
        "t NOT BETWEEN 1 AND {to:Date}",
        "(t BETWEEN 1 AND 2 AND {to:Date} > t)",
        "t > {from:DateTime} - INTERVAL 1 DAY",
        "t <> {from:DateTime} OR {to:DateTime} <> t"
      })
  void leavesThoseThatAreExactOrComputed(String condition) {
    assertThat(RangeEnds.in("SELECT t FROM a.b WHERE " + condition)).isEmpty();
  }

  @Test
  void refusesCoarseBoundsOfIndexedColumnsAndWarnsOfOthers() {
    Survey sound = Surveys.survey(Surveys.twoDays(), List.of(new SourceTable.Slice(null, 9)));
    Survey survey =
        new Survey(
            sound.spec(),
            sound.target(),
            sound.sources(),
            new Survey.Output.Columns(
                Surveys.COLUMNS,
                List.of(
                    new CoarseBound("t", TYPE, "DateTime", true),
                    new CoarseBound("u", TYPE, "DateTime", false)),
                Optional.of("it took too long")),
            sound.surroundings(),
            sound.freeDiskBytes(),
            sound.now());

    assertThat(BoundChecks.of(survey))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING, Severity.WARNING);
    assertThat(BoundChecks.of(survey).getFirst().message())
        .contains("compares t, a " + TYPE, "rows are lost", "{to:%s}".formatted(TYPE));
  }
}

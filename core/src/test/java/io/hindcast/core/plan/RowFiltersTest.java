package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyedSurveys.Keyed;
import io.hindcast.core.plan.KeyedSurveys.Sized;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.task.RowFilter.Term;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows are told by what the table makes of them, also where it computes that by itself. */
class RowFiltersTest {
  private static final TableColumn DAY = Surveys.column("day", "Date");

  @Test
  void aMaterializedColumnIsComputedFromWhatTheTransformYields() {
    assertThat(
            term(
                List.of(Surveys.column("region", "String")),
                List.of(
                    Surveys.column("region", "LowCardinality(String)"),
                    computed("tenant", "UInt16", "if(region = 'eu', 30, 15)"))))
        .isEqualTo("CAST((if(region = 'eu', 30, 15)) AS UInt16)");
  }

  @Test
  void itsOwnColumnsAreCastAsTheTableStoresThem() {
    assertThat(
            term(
                List.of(Surveys.column("n", "UInt64")),
                List.of(
                    Surveys.column("n", "UInt8"),
                    computed("tenant", "LowCardinality(String)", "n"))))
        .isEqualTo("CAST((CAST(n AS UInt8)) AS String)");
  }

  @Test
  void aDefaultThatTheTransformDoesNotYieldIsFilledInFromOthers() {
    List<TableColumn> columns =
        List.of(
            Surveys.column("ts", "DateTime"),
            new TableColumn("half", "UInt8", true, true, "toHour(ts) > 12"),
            new TableColumn("tenant", "UInt8", true, true, "half * 2"));

    assertThat(term(List.of(Surveys.column("ts", "DateTime")), columns))
        .isEqualTo("CAST((CAST((toHour(ts) > 12) AS UInt8) * 2) AS UInt8)");
    assertThat(
            term(
                List.of(Surveys.column("ts", "DateTime"), Surveys.column("half", "UInt8")),
                columns))
        .isEqualTo("CAST((half * 2) AS UInt8)");
  }

  @Test
  void aDefaultThatTheTransformYieldsIsTakenAsItIs() {
    assertThat(
            term(
                List.of(Surveys.column("tenant", "UInt8")),
                List.of(new TableColumn("tenant", "UInt8", true, true, "7"))))
        .isEqualTo("tenant");
  }

  @Test
  void whatNothingIsKnownOfHasToBeYielded() {
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class,
            () -> term(List.of(DAY), List.of(computed("tenant", "UInt8", "tenant"))));

    assertThat(e.getMessage()).contains("does not yield the column tenant");
  }

  private static String term(List<TableColumn> output, List<TableColumn> columns) {
    Keyed keyed =
        new Keyed(
            new Surveys.Layout(
                "(toYYYYMM(day), tenant)",
                "1d",
                ZoneOffset.UTC,
                Surveys.range("2001-03-01T00:00:00Z", "2001-04-01T00:00:00Z"),
                Surveys.twoDays().work(),
                List.of(100)),
            null,
            OutsideRange.REFUSE,
            List.of(new Sized(List.of("200103", "15"), 10)),
            null,
            List.of());
    Survey survey =
        KeyedSurveys.survey(
            keyed, KeyedSurveys.spec(keyed, List.of(), Transform.Stray.FAIL), output);
    PartitionLayout layout = KeyedSurveys.target(keyed).layout(ZoneOffset.UTC);
    KeyChoice choice =
        new KeyChoice(
            layout, layout.slices(keyed.layout().range()), List.of(0), List.of(List.of("15")));
    List<Term> terms =
        RowFilters.of(choice, survey, target(keyed, columns)).whole().clauses().getFirst().terms();
    return terms.getFirst().expression();
  }

  private static TargetTable target(Keyed keyed, List<TableColumn> columns) {
    return new TargetTable(
        Surveys.TARGET,
        "MergeTree",
        true,
        keyed.layout().key(),
        columns,
        List.of(),
        ZoneOffset.UTC);
  }

  private static TableColumn computed(String name, String type, String expression) {
    return new TableColumn(name, type, false, true, expression);
  }
}

package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyedSurveys.Keyed;
import io.hindcast.core.plan.KeyedSurveys.Sized;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowFilter.Clause;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.RowFilter.Term;
import io.hindcast.core.time.TimeRange;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedPlanTest {
  private static final TimeRange MARCH_AND_APRIL =
      Surveys.range("2001-03-01T00:00:00Z", "2001-05-01T00:00:00Z");
  private static final AffectedKeys TENANT_A = new AffectedKeys.Values(null, List.of("a"));
  private static final Check COUNT =
      new Check.RowCount(
          "SELECT count() FROM shop.raw WHERE t >= {from:DateTime} AND t < {to:DateTime}");

  @Test
  void allBucketsOfAMonthAreOneTaskWhileTheyAreSmall() {
    Plan plan = plan(keyed("(toYYYYMM(day), user % 3)", 1000, List.of(), null, null));

    assertThat(plan.tasks())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.partitionIds())
              .containsExactly(
                  "200103-0", "200103-1", "200103-2", "200104-0", "200104-1", "200104-2");
          assertThat(task.filter()).isEqualTo(RowFilter.NONE);
          assertThat(task.range()).isEqualTo(MARCH_AND_APRIL);
        });
  }

  @Test
  void aMonthThatIsTooLargeIsSplitByTheWeightOfItsBuckets() {
    List<Sized> existing =
        List.of(sized(50, "200103", "0"), sized(25, "200103", "1"), sized(25, "200103", "2"));
    Plan plan = plan(keyed("(toYYYYMM(day), user % 3)", 60, existing, null, null));

    assertThat(plan.tasks())
        .extracting(PlannedTask::partitionIds)
        .containsExactly(
            List.of("200103-0"),
            List.of("200103-1", "200103-2"),
            List.of("200104-0"),
            List.of("200104-1", "200104-2"));
    assertThat(plan.tasks()).extracting(PlannedTask::rowsToRead).containsOnly(50L);
    assertThat(plan.tasks().get(1).filter())
        .isEqualTo(
            new RowFilter(
                List.of(
                    new Clause(
                        List.of(new Term("user % 3", "String")),
                        Sense.AMONG,
                        List.of(List.of("1"), List.of("2"))))));
  }

  @Test
  void theLastTaskOfASliceTakesTheRowsOfKeysThatNobodyKnows() {
    List<Sized> existing = List.of(sized(9, "200103", "b"), sized(9, "200104", "a"));
    Plan plan = plan(keyed("(toYYYYMM(day), tenant)", 60, existing, null, null));

    assertThat(plan.partitionIds()).containsExactly("200103-a", "200103-b", "200104-a", "200104-b");
    Plan split = plan(keyed("(toYYYYMM(day), tenant)", 10, existing, null, null));
    assertThat(split.tasks()).filteredOn(PlannedTask::countsPartitions).hasSize(4);
    assertThat(split.tasks().get(0).filter().clauses())
        .containsExactly(clause("tenant", Sense.AMONG, "a"));
    assertThat(split.tasks().get(1).filter().clauses())
        .containsExactly(clause("tenant", Sense.EXCEPT, "a"));
  }

  @Test
  void chosenKeysAreReadAloneAndTheOthersPartitionsAreLeftOut() {
    List<Sized> existing = List.of(sized(75, "200103", "b"), sized(25, "200103", "a"));
    Plan plan =
        plan(keyed("(toYYYYMM(day), tenant)", 1000, existing, TENANT_A, List.of(List.of("a"))));

    assertThat(plan.partitionIds()).containsExactly("200103-a", "200104-a");
    assertThat(plan.tasks())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.rowsToRead()).isEqualTo(50);
          assertThat(task.filter().clauses()).containsExactly(clause("tenant", Sense.AMONG, "a"));
        });
    assertThat(plan.findings()).isEmpty();
  }

  @Test
  void aTouchedBucketIsRecomputedWholeAndThePlanSaysSo() {
    Plan plan =
        plan(
            keyed(
                "(toYYYYMM(day), cityHash64(tenant) % 16)",
                1000, List.of(), TENANT_A, List.of(List.of("11"), List.of("2"))));

    assertThat(plan.partitionIds())
        .containsExactly("200103-2", "200103-11", "200104-2", "200104-11");
    assertThat(plan.findings())
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .contains("2 of the 16 buckets of cityHash64(tenant) % 16", "whole");
  }

  @Test
  void keysBesideTheChosenOneAreThoseOfToday() {
    List<Sized> existing = List.of(sized(1, "200103", "eu", "b"), sized(1, "200104", "us", "a"));
    AffectedKeys keys = new AffectedKeys.Values("tenant", List.of("a"));
    Plan plan =
        plan(keyed("(toYYYYMM(day), region, tenant)", 10, existing, keys, List.of(List.of("a"))));

    assertThat(plan.partitionIds())
        .containsExactly("200103-eu-a", "200103-us-a", "200104-eu-a", "200104-us-a");
  }

  @Test
  void twoColumnsThatKeysCouldMeanNeedAName() {
    Case unnamed =
        keyed("(toYYYYMM(day), region, tenant)", 10, List.of(), TENANT_A, List.of(List.of("a")));

    HindcastException e = catchThrowableOfType(HindcastException.class, unnamed::survey);

    assertThat(e.code()).isEqualTo(ErrorCode.SPEC_INVALID);
    assertThat(e).hasMessageContaining("region, tenant");
  }

  @Test
  void keysOfATableThatIsPartitionedByTimeAloneAreRefused() {
    Keyed keyed = keyed("toYYYYMM(day)", 10, List.of(), TENANT_A, null).keyed();
    Survey survey = Surveys.survey(keyed.layout(), List.of());

    PlanOutcome.Refused refused =
        Surveys.refused(
            BackfillPlanner.plan(
                new Survey(
                    KeyedSurveys.spec(keyed, List.of(), Transform.Stray.FAIL),
                    survey.target(),
                    survey.sources(),
                    survey.output(),
                    survey.surroundings(),
                    survey.freeDiskBytes(),
                    survey.now())));

    assertThat(refused.first().code()).isEqualTo(ErrorCode.SPEC_INVALID);
    assertThat(refused.message()).contains("toYYYYMM(day)").contains("target.keys");
  }

  @Test
  void partitionsOfAllTimesAreGivenUpOnlyWhenTheSpecSaysSo() {
    Keyed refuse = keyed("tenant", 10, List.of(sized(5, "a")), null, null).keyed();
    Keyed drop =
        new Keyed(
            refuse.layout(), null, OutsideRange.DROP, refuse.existing(), null, refuse.slices());

    PlanOutcome.Refused refused =
        Surveys.refused(BackfillPlanner.plan(KeyedSurveys.survey(refuse)));
    Plan plan = Surveys.planned(BackfillPlanner.plan(KeyedSurveys.survey(drop)));

    assertThat(refused.first().code()).isEqualTo(ErrorCode.RANGE_INVALID);
    assertThat(refused.message()).contains("all times").contains("target.outsideRange: drop");
    assertThat(plan.partitionIds()).containsExactly("a");
    assertThat(plan.range()).isEqualTo(MARCH_AND_APRIL);
  }

  @Test
  void rowCountsAndFilteredStraysThatWouldMisleadAreRefused() {
    Keyed chosen =
        keyed(
                "(toYYYYMM(day), tenant)",
                10,
                List.of(sized(1, "200103", "a")),
                TENANT_A,
                List.of(List.of("a")))
            .keyed();
    Keyed open =
        keyed("(toYYYYMM(day), tenant)", 10, List.of(sized(1, "200103", "a")), null, null).keyed();

    assertThat(refusal(chosen, List.of(COUNT), Transform.Stray.FAIL)).contains("rowCount");
    assertThat(refusal(open, List.of(), Transform.Stray.FILTER)).contains("transform.stray");
  }

  /** A count is of a range: all tasks of the range have to be judged together. */
  @Test
  void countedSlicesAreNotDividedByWaves() {
    Layout layout =
        new Layout(
            "(toYYYYMM(day), user % 4)",
            "1d",
            ZoneOffset.UTC,
            MARCH_AND_APRIL,
            new Work(10, 100, ScanOrder.OLDEST_FIRST),
            List.of(1, 100));
    Keyed keyed = new Keyed(layout, null, OutsideRange.REFUSE, List.of(), null, List.of(march(50)));

    Plan free = Surveys.planned(BackfillPlanner.plan(KeyedSurveys.survey(keyed)));
    Plan counted =
        Surveys.planned(
            BackfillPlanner.plan(
                KeyedSurveys.survey(
                    keyed,
                    KeyedSurveys.spec(keyed, List.of(COUNT), Transform.Stray.FAIL),
                    KeyedSurveys.target(keyed).columns())));

    assertThat(free.waves().getFirst().partitions()).isEqualTo(1);
    assertThat(counted.waves().getFirst().partitions()).isEqualTo(4);
    assertThat(counted.waves().getFirst().tasks()).isGreaterThan(1);
  }

  @Test
  void nothingToRecomputeIsSaidWithWhatToDo() {
    assertThat(empty("(toYYYYMM(day), tenant)", null, null)).contains("target.keys");
    assertThat(empty("(toYYYYMM(day), tenant)", TENANT_A, List.of())).contains("yields no value");
  }

  @Test
  void theFilterComparesWhatTheTargetWouldStore() {
    Keyed keyed = keyed("(toYYYYMM(day), cityHash64(user) % 2)", 10, List.of(), null, null).keyed();
    List<TableColumn> output =
        List.of(
            Surveys.column("day", "Date"),
            Surveys.column("at", "DateTime('UTC')"),
            Surveys.column("tenant", "String"),
            Surveys.column("region", "String"),
            Surveys.column("user", "UInt32"));

    Plan plan =
        Surveys.planned(
            BackfillPlanner.plan(
                KeyedSurveys.survey(
                    keyed, KeyedSurveys.spec(keyed, List.of(), Transform.Stray.FAIL), output)));

    assertThat(
            plan.tasks().getFirst().filter().clauses().getFirst().terms().getFirst().expression())
        .isEqualTo("cityHash64(CAST(user AS UInt64)) % 2");
  }

  private static String empty(
      String key, @Nullable AffectedKeys keys, @Nullable List<List<String>> affected) {
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class, () -> keyed(key, 10, List.of(), keys, affected).survey());
    assertThat(e.code()).isEqualTo(ErrorCode.PLAN_EMPTY);
    return String.valueOf(e.getMessage());
  }

  private static String refusal(Keyed keyed, List<Check> checks, Transform.Stray stray) {
    PlanOutcome.Refused refused =
        Surveys.refused(
            BackfillPlanner.plan(
                KeyedSurveys.survey(
                    keyed,
                    KeyedSurveys.spec(keyed, checks, stray),
                    KeyedSurveys.target(keyed).columns())));
    assertThat(refused.first().code()).isEqualTo(ErrorCode.SPEC_INVALID);
    return refused.message();
  }

  private record Case(Keyed keyed) {
    Survey survey() {
      return KeyedSurveys.survey(keyed);
    }
  }

  /** Of March and April 2001, of which the sources have 100 rows each. */
  private static Case keyed(
      String key,
      long rowsPerTask,
      List<Sized> existing,
      @Nullable AffectedKeys keys,
      @Nullable List<List<String>> affected) {
    Layout layout =
        new Layout(
            key,
            "1d",
            ZoneOffset.UTC,
            MARCH_AND_APRIL,
            new Work(rowsPerTask, 100, ScanOrder.OLDEST_FIRST),
            List.of(100));
    Slice april = new Slice(Surveys.range("2001-04-01T00:00:00Z", "2001-05-01T00:00:00Z"), 100);
    return new Case(
        new Keyed(
            layout, keys, OutsideRange.REFUSE, existing, affected, List.of(march(100), april)));
  }

  private static Slice march(long rows) {
    return new Slice(Surveys.range("2001-03-01T00:00:00Z", "2001-04-01T00:00:00Z"), rows);
  }

  private static Plan plan(Case keyed) {
    return Surveys.planned(BackfillPlanner.plan(keyed.survey()));
  }

  private static Sized sized(long rows, String... values) {
    return new Sized(List.of(values), rows);
  }

  private static Clause clause(String expression, Sense sense, String value) {
    return new Clause(List.of(new Term(expression, "String")), sense, List.of(List.of(value)));
  }
}

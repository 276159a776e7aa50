package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourceState;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.scope.Reason;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Scope.First;
import io.hindcast.core.spec.Scope.Reprocess;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScopeSelectionPropertyTest {
  private static final int DAYS = 30;
  private static final Instant START = Instant.parse("2001-01-03T00:00:00Z");

  /**
   * A month of days.
   *
   * @param absent days without rows
   * @param essential days that are taken first
   * @param grainDays days that a step of the grain joins
   */
  record Month(Set<Integer> absent, Set<Integer> essential, int grainDays, Work work) {
    Survey survey() {
      Layout layout =
          new Layout(
              "toYYYYMMDD(day)",
              grainDays + "d",
              ZoneOffset.UTC,
              new TimeRange(START, START.plus(Duration.ofDays(DAYS))),
              work,
              List.of(10, 50, 100));
      Survey survey = Surveys.survey(layout, List.of(new SourceTable.Slice(null, 3000)));
      List<PartitionSize> present =
          days()
              .filter(day -> !absent.contains(day))
              .mapToObj(day -> new PartitionSize(id(day), 100, 1000))
              .toList();
      Scope scope =
          new Scope(
              Reprocess.NONE,
              essential.stream()
                  .sorted()
                  .map(day -> (First) new First.Partition(id(day)))
                  .toList());
      Survey filled =
          new Survey(
              survey.spec(),
              Optional.of(Surveys.target("toYYYYMMDD(day)", present)),
              survey.sources(),
              survey.output(),
              survey.surroundings(),
              survey.freeDiskBytes(),
              survey.now());
      return Surveys.scoped(filled, scope, new Past(TargetHistory.NONE, SourceState.of(List.of())));
    }

    /** Every day that shares a step with an absent one. */
    Set<Integer> chosen() {
      return days()
          .filter(day -> absent.stream().anyMatch(gone -> step(gone) == step(day)))
          .boxed()
          .collect(Collectors.toSet());
    }

    long step(int day) {
      return Math.floorDiv(START.plus(Duration.ofDays(day)).getEpochSecond() / 86_400, grainDays);
    }
  }

  @Property(tries = 150)
  void recomputesWhatIsMissingAndNothingElse(@ForAll("months") Month month) {
    Set<Integer> chosen = month.chosen();
    switch (BackfillPlanner.plan(month.survey())) {
      case PlanOutcome.Refused refused -> throw new AssertionError(refused.message());
      case PlanOutcome.NothingToDo nothing -> {
        assertThat(chosen).isEmpty();
        assertThat(nothing.message()).contains("they are there already");
      }
      case PlanOutcome.Planned planned -> {
        Plan plan = planned.plan();
        assertThat(plan.partitionIds())
            .containsExactlyInAnyOrderElementsOf(
                chosen.stream().map(ScopeSelectionPropertyTest::id).toList());
        assertThat(plan.partitions()).isEqualTo(chosen.size());
        assertThat(plan.selection().recomputed()).isEqualTo(chosen.size());
        assertThat(plan.selection().groups().stream().mapToInt(Selection.Group::partitions).sum())
            .isEqualTo(DAYS);
        assertThat(plan.selection().leftOut())
            .extracting(Selection.Group::reason)
            .containsOnly(chosen.size() == DAYS ? new Reason[0] : new Reason[] {Reason.PRESENT});
      }
    }
  }

  @Property(tries = 150)
  void noTaskReachesOverAGap(@ForAll("months") Month month) {
    if (BackfillPlanner.plan(month.survey()) instanceof PlanOutcome.Planned planned) {
      for (PlannedTask task : planned.plan().tasks()) {
        assertThat(task.range().length()).isEqualTo(Duration.ofDays(task.partitionIds().size()));
        assertThat(id(day(task.range().from()))).isEqualTo(task.partitionIds().getFirst());
      }
    }
  }

  @Property(tries = 150)
  void essentialPartitionsComeFirstAndBothPartsKeepTheOrder(@ForAll("months") Month month) {
    if (BackfillPlanner.plan(month.survey()) instanceof PlanOutcome.Planned planned) {
      Set<Long> first = new HashSet<>();
      month.essential().forEach(day -> first.add(month.step(day)));
      List<Boolean> essential =
          planned.plan().tasks().stream()
              .map(task -> first.contains(month.step(day(task.range().from()))))
              .toList();
      assertThat(essential).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
      boolean newestFirst = month.work().order() == ScanOrder.NEWEST_FIRST;
      for (boolean part : List.of(true, false)) {
        assertThat(
                IntStream.range(0, essential.size())
                    .filter(i -> essential.get(i) == part)
                    .mapToObj(i -> planned.plan().tasks().get(i).range())
                    .toList())
            .isSortedAccordingTo((a, b) -> newestFirst ? b.compareTo(a) : a.compareTo(b));
      }
    }
  }

  @Provide
  Arbitrary<Month> months() {
    Arbitrary<Integer> days = Arbitraries.integers().between(0, DAYS - 1);
    Arbitrary<Work> works =
        Combinators.combine(
                Arbitraries.longs().between(1, 1000),
                Arbitraries.integers().between(5, 12),
                Arbitraries.of(ScanOrder.class))
            .as(Work::new);
    return Combinators.combine(days.set(), days.set().ofMaxSize(4), Arbitraries.of(1, 1, 3), works)
        .as(Month::new);
  }

  private static IntStream days() {
    return IntStream.range(0, DAYS);
  }

  private static int day(Instant instant) {
    return (int) Duration.between(START, instant).toDays();
  }

  private static String id(int day) {
    return LocalDate.of(2001, 1, 3).plusDays(day).toString().replace("-", "");
  }
}

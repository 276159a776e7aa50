package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.KeyedSurveys.Keyed;
import io.hindcast.core.plan.KeyedSurveys.Sized;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.time.TimeRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class KeyedPlanPropertyTest {
  private static final String NEW = "a tenant that nobody knows";

  /** A step of time and how keys are told apart within it. */
  record Cutting(String time, PartitionUnit unit, boolean tenants, int buckets, boolean chosen) {
    String key() {
      List<String> parts = new ArrayList<>(List.of(time));
      if (tenants) {
        parts.addFirst("tenant");
      }
      if (buckets > 0) {
        parts.add("user % " + buckets);
      }
      return "(%s)".formatted(String.join(", ", parts));
    }
  }

  @Property(tries = 600)
  void everyPartitionOfTheSelectionIsInExactlyOneTask(@ForAll("surveys") Keyed keyed) {
    Survey survey = KeyedSurveys.survey(keyed);
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    List<String> selected = ((KeySurvey.Found) survey.keys()).ids();

    List<String> owned =
        plan.tasks().stream()
            .filter(PlannedTask::countsPartitions)
            .flatMap(task -> task.partitionIds().stream())
            .toList();
    assertThat(owned).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(selected);
    assertThat(plan.partitions()).isEqualTo(selected.size());
    assertThat(plan.range()).isEqualTo(survey.spec().range());
    for (PlannedTask task : plan.tasks()) {
      assertThat(task.partitionIds()).isSubsetOf(selected);
      assertThat(task.partitionIds().size())
          .isLessThanOrEqualTo(survey.spec().execution().partitionsPerTaskMax());
      assertThat(
              task.rowsToRead() <= survey.spec().execution().rowsPerTask()
                  || task.partitionIds().size() == 1
                  || (task.filter().takesAll() && keyed.layout().key().startsWith("(to")))
          .isTrue();
    }
  }

  /** Of all tasks of a slice, one takes a row, or none where its key is not chosen. */
  @Property(tries = 600)
  void everyRowIsTakenByTheOneTaskThatOwnsItsPartition(@ForAll("surveys") Keyed keyed) {
    Survey survey = KeyedSurveys.survey(keyed);
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    PartitionLayout layout = survey.target().orElseThrow().layout(ZoneOffset.UTC);
    List<TargetPartition> slices = layout.slices(survey.spec().range());
    KeySurvey.Found found = (KeySurvey.Found) survey.keys();
    KeyChoice choice =
        KeyChoice.of(layout, slices, keyed.keys(), found.existing(), found.affected());

    for (TargetPartition slice : slices) {
      for (List<String> tuple : withStranger(layout, choice)) {
        List<PlannedTask> takers =
            plan.tasks().stream()
                .filter(PlannedTask::countsPartitions)
                .filter(task -> rangeOfPartitions(task).encloses(slice.range()))
                .filter(task -> takes(task.filter(), layout, tuple))
                .toList();
        boolean known = choice.tuples().contains(tuple);
        if (known) {
          assertThat(takers).hasSize(1);
          assertThat(takers.getFirst().partitionIds())
              .contains(KeyedSurveys.id(layout.values(slice, tuple)));
        } else {
          assertThat(takers).hasSize(choice.chosen().isEmpty() ? 1 : 0);
        }
      }
    }
  }

  private static TimeRange rangeOfPartitions(PlannedTask task) {
    return task.shape() instanceof TaskShape.Chunk chunk ? chunk.of() : task.range();
  }

  @Property(tries = 200)
  void metadataInAnyOrderGiveTheSamePlan(@ForAll("surveys") Keyed keyed, @ForAll Random random) {
    List<Sized> shuffled = new ArrayList<>(keyed.existing());
    Collections.shuffle(shuffled, random);
    List<Slice> slices = new ArrayList<>(keyed.slices());
    List<List<String>> affected = keyed.affected();
    if (affected != null) {
      affected = new ArrayList<>(affected);
      Collections.shuffle(affected, random);
    }
    Keyed other =
        new Keyed(keyed.layout(), keyed.keys(), keyed.outsideRange(), shuffled, affected, slices);

    assertThat(BackfillPlanner.plan(KeyedSurveys.survey(other)).toString())
        .isEqualTo(BackfillPlanner.plan(KeyedSurveys.survey(keyed)).toString());
  }

  @Property(tries = 200)
  void partsOfASliceShareItsRowsByWeight(@ForAll("surveys") Keyed keyed) {
    Survey survey = KeyedSurveys.survey(keyed);
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    long all = keyed.slices().stream().mapToLong(Slice::rows).sum();

    assertThat(plan.estimate().rowsToRead()).isBetween(0L, all + plan.tasks().size());
    if (keyed.keys() == null) {
      int slices =
          survey.target().orElseThrow().layout(ZoneOffset.UTC).slices(survey.spec().range()).size();
      assertThat(plan.estimate().rowsToRead()).isBetween(all - slices, all + slices);
    }
  }

  private static List<List<String>> withStranger(PartitionLayout layout, KeyChoice choice) {
    List<List<String>> tuples = new ArrayList<>(choice.tuples());
    if (layout.keys().getFirst() instanceof KeyDimension.Value) {
      List<String> stranger = new ArrayList<>(choice.tuples().getFirst());
      stranger.set(0, NEW);
      tuples.add(stranger);
    }
    return tuples;
  }

  private static boolean takes(RowFilter filter, PartitionLayout layout, List<String> tuple) {
    List<String> expressions = layout.keys().stream().map(KeyDimension::expression).toList();
    return filter.clauses().stream()
        .allMatch(clause -> {
          List<String> values =
              clause.terms().stream()
                  .map(term -> tuple.get(expressions.indexOf(term.expression())))
                  .toList();
          return clause.values().contains(values) == (clause.sense() == Sense.AMONG);
        });
  }

  @Provide
  Arbitrary<Keyed> surveys() {
    Arbitrary<Cutting> cuttings =
        Combinators.combine(
                Arbitraries.of(PartitionUnit.DAY, PartitionUnit.MONTH, PartitionUnit.YEAR),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 6),
                Arbitraries.of(true, false))
            .as((unit, tenants, buckets, chosen) ->
                new Cutting(
                    switch (unit) {
                      case DAY -> "toDate(at)";
                      case MONTH -> "toYYYYMM(day)";
                      default -> "toYear(day)";
                    },
                    unit,
                    tenants || buckets == 0,
                    buckets,
                    chosen && (tenants || buckets == 0)));
    Arbitrary<Work> works =
        Combinators.combine(
                Arbitraries.longs().between(1, 4000),
                Arbitraries.integers().between(1, 40),
                Arbitraries.of(ScanOrder.class))
            .as(Work::new);
    return Combinators.combine(
            cuttings,
            works,
            Arbitraries.integers().between(1, 8),
            Arbitraries.longs().between(0, 500).list().ofSize(40),
            Arbitraries.longs().between(0, 3000).list().ofSize(8),
            Arbitraries.of(1, 30, 70).set().ofMaxSize(3))
        .as((cutting, work, steps, weights, rows, shares) -> {
          List<TimeRange> slices = slices(cutting.unit(), steps);
          return new Keyed(
              layout(cutting, work, slices, shares),
              cutting.chosen() ? new AffectedKeys.Values("tenant", List.of("t1", "t9")) : null,
              OutsideRange.REFUSE,
              existing(cutting, slices, weights),
              affected(cutting),
              IntStream.range(0, steps)
                  .mapToObj(i -> new Slice(slices.get(i), rows.get(i)))
                  .toList());
        });
  }

  private static @Nullable List<List<String>> affected(Cutting cutting) {
    return cutting.chosen() ? List.of(List.of("t9"), List.of("t1")) : null;
  }

  private static Layout layout(
      Cutting cutting, Work work, List<TimeRange> slices, Set<Integer> shares) {
    TreeSet<Integer> waves = new TreeSet<>(shares);
    waves.add(100);
    return new Layout(
        cutting.key(),
        "1d",
        ZoneOffset.UTC,
        new TimeRange(slices.getFirst().from(), slices.getLast().to()),
        work,
        List.copyOf(waves));
  }

  /** Some partitions of each slice, so that at least one is there. */
  private static List<Sized> existing(Cutting cutting, List<TimeRange> slices, List<Long> weights) {
    PartitionLayout layout =
        PartitionLayout.parse(
            cutting.key(),
            Map.of("day", "Date", "at", "DateTime('UTC')", "tenant", "String", "user", "UInt64"),
            ZoneOffset.UTC,
            ZoneOffset.UTC);
    List<Sized> existing = new ArrayList<>();
    List<TargetPartition> all =
        layout.slices(new TimeRange(slices.getFirst().from(), slices.getLast().to()));
    for (int i = 0; i < weights.size(); i++) {
      List<String> tuple = new ArrayList<>();
      if (cutting.tenants()) {
        tuple.add("t" + i % 3);
      }
      if (cutting.buckets() > 0) {
        tuple.add("" + i % cutting.buckets());
      }
      Sized sized = new Sized(layout.values(all.get(i % all.size()), tuple), weights.get(i));
      if (existing.stream().noneMatch(each -> each.values().equals(sized.values()))) {
        existing.add(sized);
      }
    }
    return existing;
  }

  private static List<TimeRange> slices(PartitionUnit unit, int steps) {
    List<TimeRange> slices = new ArrayList<>();
    ZonedDateTime from = LocalDate.of(2001, 1, 1).atStartOfDay(ZoneOffset.UTC);
    for (int i = 0; i < steps; i++) {
      ZonedDateTime to = unit.next(from);
      slices.add(new TimeRange(from.toInstant(), to.toInstant()));
      from = to;
    }
    return slices;
  }
}

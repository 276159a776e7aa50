package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.Conditions.Activity;
import io.hindcast.core.plan.Conditions.Memory;
import io.hindcast.core.plan.Conditions.MissingGrant;
import io.hindcast.core.plan.Conditions.SettingState;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionChecksTest {
  private static final Survey SOUND = Surveys.survey(Surveys.twoDays(), List.of());
  private static final Memory NO_LIMITS = new Memory(0, 0);

  @Test
  void aMutationOfTheTargetRefusesAndOneOfASourceWarns() {
    List<Finding> findings =
        findings(
            new Conditions(
                List.of(
                    new Activity(Surveys.TARGET, Activity.Kind.MUTATION, "DELETE 1", "m1", ""),
                    new Activity(Surveys.RAW, Activity.Kind.MUTATION, "UPDATE 2", "m2", "no x"),
                    new Activity(Surveys.TARGET, Activity.Kind.DEFINITION, "ALTER", "q", "")),
                List.of(),
                List.of(),
                NO_LIMITS));

    assertThat(findings)
        .extracting(it -> it.severity() + " " + it.message())
        .satisfiesExactly(
            it -> assertThat(it).contains("ERROR", "m1 of shop.daily", "system.mutations"),
            it -> assertThat(it).contains("WARNING", "m2 of shop.raw", "'no x'", "KILL MUTATION"),
            it -> assertThat(it).contains("WARNING", "query q", "system.processes"));
  }

  @Test
  void whatIsMissingOnOneObjectIsOneGrant() {
    List<Finding> findings =
        findings(
            new Conditions(
                List.of(),
                List.of(
                    new MissingGrant("INSERT", "`shop`.`daily`", "ada"),
                    new MissingGrant("KILL QUERY", "*.*", "ada"),
                    new MissingGrant("ALTER", "`shop`.`daily`", "ada")),
                List.of(),
                NO_LIMITS));

    assertThat(findings)
        .allSatisfy(it -> assertThat(it.severity()).isEqualTo(Finding.Severity.ERROR))
        .extracting(Finding::message)
        .satisfiesExactly(
            it -> assertThat(it).endsWith("run: GRANT KILL QUERY ON *.* TO ada"),
            it -> assertThat(it).endsWith("run: GRANT ALTER, INSERT ON `shop`.`daily` TO ada"));
  }

  @Test
  void settingsThatTheServerDoesNotTakeAreRefused() {
    List<Finding> findings =
        findings(
            new Conditions(
                List.of(),
                List.of(),
                List.of(
                    new SettingState("max_threads", true, true, Optional.empty()),
                    new SettingState("max_thread", false, false, Optional.of("max_threads")),
                    new SettingState("readonly", true, false, Optional.empty())),
                NO_LIMITS));

    assertThat(findings)
        .extracting(Finding::message)
        .satisfiesExactly(
            it -> assertThat(it).contains("max_thread,", "did you mean max_threads?"),
            it -> assertThat(it).contains("readonly", "read-only"));
  }

  @Test
  void memoryBeyondTheServersIsWarnedOf() {
    assertThat(memory(new Memory(0, 100))).isEmpty();
    assertThat(memory(new Memory(40, 100))).isEmpty();
    assertThat(memory(new Memory(60, 100)))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("2 tasks", "60 bytes each", "100"));
    assertThat(memory(new Memory(101, 100)))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("A task may use 101 bytes"));
  }

  @Test
  void gapsInASourceAreNamed() {
    Instant start = Surveys.twoDays().range().from();
    Survey gap =
        Surveys.survey(
            Surveys.twoDays(),
            List.of(new Slice(new TimeRange(start, start.plus(Duration.ofHours(20))), 10)));

    assertThat(Surveys.planned(BackfillPlanner.plan(gap)).findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message())
                .contains("shop.raw has no rows for 1 of 2 partitions (20010102)"));
  }

  @Test
  void sourcesWithNothingAtAllAreRefusedWhereTheyWouldEmptyTheTarget() {
    Survey nothing = Surveys.survey(Surveys.twoDays(), List.of());
    Survey filled =
        new Survey(
            nothing.spec(),
            Optional.of(
                Surveys.target("toYYYYMMDD(day)", List.of(new PartitionSize("20010102", 5, 100)))),
            nothing.sources(),
            nothing.output(),
            nothing.surroundings(),
            nothing.freeDiskBytes(),
            nothing.now());

    assertThat(Surveys.planned(BackfillPlanner.plan(nothing)).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.severity()).isEqualTo(Finding.Severity.WARNING));
    assertThat(Surveys.refused(BackfillPlanner.plan(filled)).message())
        .contains("The sources have no rows in the whole range", "emptyPartitions: allow");
  }

  private static List<Finding> memory(Memory memory) {
    return findings(new Conditions(List.of(), List.of(), List.of(), memory));
  }

  private static List<Finding> findings(Conditions conditions) {
    return ConditionChecks.of(
        new Survey(
            SOUND.spec(),
            SOUND.target(),
            SOUND.sources(),
            SOUND.output(),
            SOUND.surroundings(),
            SOUND.freeDiskBytes(),
            SOUND.now(),
            SOUND.keys(),
            SOUND.past(),
            conditions));
  }
}

package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hindcast.control.database.Database;
import io.hindcast.relay.swap.CrashMatrix.Death;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relay, ClickHouse, PostgreSQL and Kafka die by SIGKILL around every step of every kind of swap;
 * each comes to the same end as one that nothing happens to.
 */
class CrashMatrixIT {
  private static final Logger LOG = LoggerFactory.getLogger(CrashMatrixIT.class);

  /** To look at some deaths: a pattern of their names. */
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("hindcast.crash.only", ""));

  /** Steps that no statement belongs to. */
  private static final Map<String, String> NOTHING_TO_INTERRUPT =
      Map.of("REQUESTED", "stored by the request; whoever claims it stores the next step first");

  @TempDir private static Path directory;
  private static Database database;
  private static PublishedEvents published;

  private final CrashMatrix matrix = new CrashMatrix(Boolean.getBoolean("hindcast.crash.full"));
  private final Map<CrashScenario, String> clean = new EnumMap<>(CrashScenario.class);
  private final Map<String, Death> onlyAfterDeath = new LinkedHashMap<>();
  private final Set<String> covered = new TreeSet<>();
  private final List<UUID> swaps = new ArrayList<>();

  @BeforeAll
  static void start() {
    database = SwapFixture.migrated();
    published = new PublishedEvents(database);
  }

  @AfterAll
  static void stop() {
    published.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> comesToTheSameEndWhateverDiesWherever() {
    return Stream.of(
            Stream.of(CrashScenario.values()).flatMap(this::deaths),
            Stream.of(onlyAfterDeath).flatMap(this::deathsOfRecovery),
            Stream.of(
                dynamicTest("every step was interrupted", this::assertCovered),
                dynamicTest("each swap is one event", this::assertPublished)))
        .flatMap(tests -> tests);
  }

  /** The clean run comes first: what it goes through is what is interrupted. */
  private Stream<DynamicTest> deaths(CrashScenario scenario) {
    try (CrashRun run = run(scenario)) {
      List<String> steps = run.finish();
      run.check();
      clean.put(scenario, run.end().summary());
      LOG.info("{}: {}, {}", scenario, run.end(), steps);
      covered.addAll(steps);
      return matrix.deaths(scenario, steps).stream()
          .filter(death -> ONLY.matcher(death.toString()).find())
          .map(death -> dynamicTest(death.toString(), () -> die(death)));
    }
  }

  private void die(Death death) {
    try (CrashRun run = run(death.scenario())) {
      List<String> steps = run.kill(death.victim(), death.point());
      check(run, death);
      LOG.info("{}: {}", death, steps);
      if (death.victim() == Victim.RELAY) {
        steps.stream()
            .filter(step -> !covered.contains(step))
            .forEach(step -> onlyAfterDeath.putIfAbsent(step, death));
      }
    }
  }

  /** Steps that are taken only by who takes a dead relay's swap over. */
  private Stream<DynamicTest> deathsOfRecovery(Map<String, Death> recovery) {
    List<DynamicTest> tests = new ArrayList<>();
    recovery.forEach((step, first) -> {
      covered.add(step);
      for (Death death : matrix.deaths(first.scenario(), List.of(step, "COMPLETED"))) {
        if (death.point().step().equals(step)) {
          tests.add(
              dynamicTest(
                  "%s after %s".formatted(death, first), () -> dieTwice(first.point(), death)));
        }
      }
    });
    return tests.stream();
  }

  private void dieTwice(CrashPoint first, Death death) {
    try (CrashRun run = run(death.scenario())) {
      run.killRelay(first);
      run.kill(death.victim(), death.point());
      check(run, death);
    }
  }

  private void check(CrashRun run, Death death) {
    run.check();
    assertThat(run.end().summary()).as("%s", death).isEqualTo(clean.get(death.scenario()));
  }

  private CrashRun run(CrashScenario scenario) {
    CrashRun run = new CrashRun(database, scenario, directory);
    swaps.add(run.swapId());
    return run;
  }

  private void assertCovered() {
    assumeThat(ONLY.pattern()).as("all deaths, not some").isEmpty();
    Set<String> steps = StepLabels.nonTerminal();
    steps.removeAll(NOTHING_TO_INTERRUPT.keySet());
    assertThat(covered).containsAll(steps);
  }

  private void assertPublished() {
    Victim.KAFKA.awaitRestart();
    swaps.forEach(published::assertOne);
    LOG.info("{} swaps, each of one event", swaps.size());
  }
}

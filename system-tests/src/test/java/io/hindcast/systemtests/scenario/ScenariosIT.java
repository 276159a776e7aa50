package io.hindcast.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.stack.ClickHouse;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All scenarios run side by side; each test waits for its own. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ScenariosIT {
  private static final SystemStack STACK = SystemStack.shared();

  /** Merges never make one row of two in different partitions, so reading must not, either. */
  private static final String APART = "SETTINGS do_not_merge_across_partitions_select_final = 1";

  private static final Map<Scenario, Running> RUNNING = new HashMap<>();

  /** A scenario on its way, and its target before; empty where there is none. */
  private record Running(UUID id, String target, List<String> before) {}

  static List<Scenario> all() {
    return Scenario.all();
  }

  @BeforeAll
  static void startAll() {
    for (Scenario scenario : all()) {
      clickhouse().script(scenario.source());
      String target = target(scenario.spec());
      List<String> before = content(target);
      RUNNING.put(
          scenario, new Running(STACK.backfills().request(scenario.spec()), target, before));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsAsExpected(Scenario scenario) {
    Running running = Objects.requireNonNull(RUNNING.get(scenario));
    scenario.meanwhile().ifPresent(statements -> approve(running.id(), statements));
    scenario.again().ifPresent(reasons -> approveAgain(running, reasons));
    Backfill ended = STACK.backfills().end(running.id());

    scenario
        .expected()
        .ifPresentOrElse(
            query -> assertSwapped(ended, query),
            () -> {
              assertFailed(ended, scenario.failure(), running);
              giveUp(ended);
            });
    STACK.assertNothingLeft(running.id());
    scenario.differences().ifPresent(query -> assertFollowed(running.id(), query));
  }

  private static void approve(UUID id, String meanwhile) {
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    clickhouse().script(meanwhile);
    STACK.api().control(id, "APPROVE", Optional.empty());
  }

  private static void approveAgain(Running running, List<String> reasons) {
    Backfill waiting =
        STACK
            .backfills()
            .until(
                running.id(), it -> it.state().equals("AWAITING_APPROVAL") && it.reason() != null);
    assertThat(Objects.requireNonNull(waiting.reason()).message()).contains(reasons);
    assertThat(content(running.target())).isEqualTo(running.before());
    STACK.api().control(running.id(), "APPROVE", Optional.empty());
  }

  private static void assertFollowed(UUID id, String differences) {
    awaitDependents(id);
    assertThat(clickhouse().rows(differences)).isEmpty();
  }

  /** Waits for the backfills of dependent tables, and for theirs. */
  private static void awaitDependents(UUID id) {
    Backfill parent = STACK.backfills().until(id, ScenariosIT::submittedAll);
    assertThat(parent.dependents()).isNotEmpty();
    for (Backfill.Fed fed : parent.dependents()) {
      if (fed.backfillId() != null) {
        UUID child = UUID.fromString(fed.backfillId());
        Backfill ended = STACK.backfills().end(child);
        assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
        awaitChildren(ended);
      }
    }
  }

  private static void awaitChildren(Backfill parent) {
    if (!parent.dependents().isEmpty()) {
      awaitDependents(UUID.fromString(parent.backfillId()));
    }
  }

  /** Those that are fed by the target itself; the others are submitted by their own parents. */
  private static boolean submittedAll(Backfill parent) {
    return parent.dependents().stream()
        .filter(
            fed -> fed.action().equals("REBUILT") && Objects.equals(parent.target(), fed.from()))
        .allMatch(fed -> fed.backfillId() != null);
  }

  private static void assertSwapped(Backfill ended, String query) {
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(ended.checks())
        .allSatisfy(check -> assertThat(check.outcome()).as("%s", check).isNotEqualTo("FAILED"));
    List<String> expected = clickhouse().rows("SELECT * FROM (%s) ORDER BY ALL".formatted(query));
    assertThat(content(Objects.requireNonNull(ended.target()))).isEqualTo(expected);
    assertThat(STACK.swaps().completed(UUID.fromString(ended.backfillId())).getPartitions())
        .hasSize((int) ended.progress().partitionsTotal());
  }

  private static void assertFailed(Backfill ended, Scenario.Failure failure, Running running) {
    Backfill.Reason reason = Objects.requireNonNull(ended.reason(), ended.state());
    assertThat(ended.state()).as("%s", reason).isEqualTo(failure.state());
    assertThat(reason.code()).as("%s", reason).isEqualTo(failure.code());
    assertThat(reason.message()).contains(failure.reasons());
    assertThat(ended.swaps()).isEmpty();
    assertThat(content(running.target())).isEqualTo(running.before());
  }

  /** It would keep what it has for a retry. */
  private static void giveUp(Backfill ended) {
    if (ended.state().equals("FAILED")) {
      STACK.api().control(UUID.fromString(ended.backfillId()), "CANCEL", Optional.empty());
    }
  }

  private static List<String> content(String table) {
    String quoted = quoted(table);
    return clickhouse().number("EXISTS TABLE " + quoted) == 1
        ? clickhouse()
            .rows("SELECT * FROM %s%s ORDER BY ALL %s".formatted(quoted, merged(quoted), APART))
        : List.of();
  }

  /** What engines that make one row of several will have once they have merged everything. */
  private static String merged(String table) {
    boolean keepsAll = clickhouse().value("SHOW CREATE " + table).contains("ENGINE = MergeTree");
    return keepsAll ? "" : " FINAL";
  }

  private static String target(String spec) {
    String line = spec.lines().filter(each -> each.contains("table:")).findFirst().orElseThrow();
    String value = line.substring(line.indexOf("table:") + "table:".length()).strip();
    return value.startsWith("\"")
        ? value.substring(1, value.lastIndexOf('"')).replace("\\\"", "\"").replace("\\\\", "\\")
        : value;
  }

  private static String quoted(String table) {
    int dot = table.indexOf('.');
    return quote(table.substring(0, dot)) + "." + quote(table.substring(dot + 1));
  }

  private static String quote(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static ClickHouse clickhouse() {
    return STACK.clickhouse();
  }
}

package io.hindcast.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.specyaml.YamlSpecReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatientJudgeTest {
  private static final Judgement PASSED =
      new Judgement(JudgementOutcome.PASSED, List.of(), List.of(), List.of(), null);

  private final AtomicInteger tries = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(names = {"WAREHOUSE_UNAVAILABLE", "WAREHOUSE_OVERLOADED", "STORE_UNAVAILABLE"})
  void leavesOutagesToTheCaller(ErrorCode code) {
    HindcastException outage = new HindcastException(code, "away");

    assertThatThrownBy(() -> judge(outage, 99)).isSameAs(outage);
    assertThat(tries).hasValue(1);
  }

  @Test
  void triesAgainAndSucceeds() {
    HindcastException timeout = new HindcastException(ErrorCode.WAREHOUSE_TIMEOUT, "slow");

    assertThat(judge(timeout, 2)).isEqualTo(PASSED);
    assertThat(tries).hasValue(3);
  }

  @Test
  void saysWhyAfterThreeTries() {
    HindcastException memory = new HindcastException(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, "too big");

    Judgement judgement = judge(memory, 99);

    assertThat(tries).hasValue(3);
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
    assertThat(judgement.error()).isEqualTo("WAREHOUSE_OUT_OF_MEMORY: too big");
  }

  @Test
  void doesNotRepeatAUsersMistake() {
    HindcastException gone = new HindcastException(ErrorCode.TABLE_UNKNOWN, "no shadow");

    assertThat(judge(gone, 99).error()).isEqualTo("TABLE_UNKNOWN: no shadow");
    assertThat(tries).hasValue(1);
  }

  @Test
  void reportsDefects() {
    assertThat(judge(new IllegalStateException("bug"), 99).error())
        .isEqualTo("INTERNAL: The validator failed: java.lang.IllegalStateException: bug");
  }

  @Test
  void givesNoVerdictWhenItIsInterrupted() {
    HindcastException stopped =
        new HindcastException(ErrorCode.QUERY_KILLED, "stopped", new InterruptedException());

    assertThatThrownBy(() -> judge(stopped, 99)).isSameAs(stopped);
  }

  private Judgement judge(RuntimeException failure, int failures) {
    WaveJudge failing =
        (spec, order) -> {
          if (tries.incrementAndGet() <= failures) {
            throw failure;
          }
          return PASSED;
        };
    return new PatientJudge(failing, Duration.ofMillis(1)).judge(spec(), order());
  }

  private static BackfillSpec spec() {
    String yaml =
        """
        apiVersion: hindcast/v1
        kind: Backfill
        metadata: {name: n, owner: o}
        spec:
          target: {table: d.t, key: [day]}
          source: {tables: [d.s]}
          transform:
            version: 1.0.0
            grain: 1d
            sql: SELECT toDate(at) AS day FROM d.s WHERE at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}
          range: {from: 2001-01-01, to: 2001-01-07}
        """;
    return switch (new YamlSpecReader().read(yaml)) {
      case SpecOutcome.Parsed parsed -> parsed.spec();
      case SpecOutcome.Invalid invalid -> throw new IllegalArgumentException(invalid.summary());
    };
  }

  private static ValidationOrder order() {
    TimeRange day =
        new TimeRange(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));
    return new ValidationOrder(
        UUID.randomUUID(),
        UUID.randomUUID(),
        0,
        0,
        new TableName("d", "t"),
        new TableName("h", "s"),
        List.of(
            new JudgedTask("t", day, day, List.of("p"), new SourceFence(List.of()), List.of())));
  }
}

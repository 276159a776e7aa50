package io.hindcast.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private final HealthChecks checks = new HealthChecks();

  @Test
  void isHealthyWithoutChecks() {
    assertThat(checks.liveness().healthy()).isTrue();
    assertThat(checks.readiness().healthy()).isTrue();
  }

  @Test
  void keepsLivenessAndReadinessApart() {
    checks.ready("warehouse", () -> Optional.of("Connection refused"));
    checks.live("loop", Optional::empty);

    assertThat(checks.liveness().healthy()).isTrue();
    assertThat(checks.readiness().checks())
        .containsExactly(new HealthReport.Result("warehouse", Optional.of("Connection refused")));
  }

  @Test
  void countsAnExceptionAsAProblem() {
    checks.ready(
        "broken",
        () -> {
          throw new IllegalStateException("no");
        });

    assertThat(checks.readiness().checks().getFirst().problem().orElseThrow()).contains("no");
  }
}

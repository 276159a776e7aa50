package io.hindcast.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");

  @Test
  void restsAfterThreeFailuresOfItsOwnAndLongerEachTime() {
    SelfCheck check = SelfCheck.FRESH;
    check = check.failed(ErrorCode.INTERNAL, NOW).failed(ErrorCode.WAREHOUSE_UNAVAILABLE, NOW);
    assertThat(check.resting(NOW)).isFalse();
    check = check.failed(ErrorCode.INTERNAL, NOW);
    assertThat(check.restUntil()).isEqualTo(NOW.plusSeconds(5));
    assertThat(check.resting(NOW.plusSeconds(4))).isTrue();
    assertThat(check.resting(NOW.plusSeconds(5))).isFalse();
    check = check.failed(ErrorCode.INTERNAL, NOW);
    assertThat(check.restUntil()).isEqualTo(NOW.plusSeconds(10));
    for (int i = 0; i < 100; i++) {
      check = check.failed(ErrorCode.INTERNAL, NOW);
    }
    assertThat(Duration.between(NOW, check.restUntil())).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aSuccessOrAFailureOfTheTasksEndsTheRow() {
    SelfCheck two = SelfCheck.FRESH.failed(ErrorCode.INTERNAL, NOW).failed(ErrorCode.INTERNAL, NOW);
    assertThat(two.succeeded()).isEqualTo(SelfCheck.FRESH);
    assertThat(two.failed(ErrorCode.TRANSFORM_FAILED, NOW)).isEqualTo(SelfCheck.FRESH);
    assertThat(two.failed(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, NOW)).isEqualTo(SelfCheck.FRESH);
  }
}

package io.hindcast.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void pausesDoubleUpToTheLongest() {
    RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), 5);
    assertThat(policy.pause(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.pause(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.pause(4)).isEqualTo(Duration.ofMillis(800));
    assertThat(policy.pause(5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void policyWithoutPauseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), 5))
        .withMessageContaining("0 < pauseMin <= pauseMax");
  }
}

package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void eachFailureDoublesThePauseUpToABound() {
    RetryPolicy policy = new RetryPolicy(20, Duration.ofSeconds(2));
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(it -> policy.pause(it).toSeconds()))
        .containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 128L, 128L);
  }

  @Property
  void aPauseIsBetweenTheHalfOfItsBoundAndAllOfIt(
      @ForAll @IntRange(min = 1, max = 1000) int failures,
      @ForAll @LongRange(max = 600_000) long firstMs,
      @ForAll @LongRange(min = 1, max = 600_000) long maxMs,
      @ForAll @DoubleRange(max = 1) double jitter) {
    Duration first = Duration.ofMillis(firstMs);
    Duration max = Duration.ofMillis(maxMs);
    Duration pause = new RetryPolicy(3, first, max, jitter).pause(failures);
    Duration full = new RetryPolicy(3, first, max, 1).pause(failures);
    assertThat(full).isLessThanOrEqualTo(max);
    assertThat(pause).isBetween(full.dividedBy(2), full);
    assertThat(new RetryPolicy(3, first, max, jitter).pause(failures + 1))
        .isGreaterThanOrEqualTo(pause);
  }

  @Test
  void whatOnlyTheUserCanPutRightIsNotTriedAgainAndOutagesAreTriedLongest() {
    RetryPolicy policy = new RetryPolicy(4, Duration.ofSeconds(1));
    for (ErrorCode code : ErrorCode.values()) {
      int tries = policy.triesMax(code);
      assertThat(tries).as(code.name()).isBetween(1, 40);
      if (code.category() == ErrorCategory.USER) {
        assertThat(tries).as(code.name()).isEqualTo(1);
      }
    }
    assertThat(policy.triesMax(ErrorCode.WAREHOUSE_UNAVAILABLE)).isEqualTo(40);
    assertThat(policy.triesMax(ErrorCode.WAREHOUSE_OVERLOADED)).isEqualTo(40);
    assertThat(policy.triesMax(ErrorCode.WAREHOUSE_OUT_OF_MEMORY)).isEqualTo(4);
    assertThat(policy.triesMax(ErrorCode.WORKER_LOST)).isEqualTo(4);
    assertThat(policy.triesMax(ErrorCode.INTERNAL)).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNoPolicy() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(0, second)).hasMessageContaining("found 0, PT1S");
    assertThatThrownBy(() -> new RetryPolicy(1, second, second, 1.5))
        .hasMessageContaining("found 1, PT1S, 1.5");
  }
}

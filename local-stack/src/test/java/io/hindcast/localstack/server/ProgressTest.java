package io.hindcast.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong cpuMillis = new AtomicLong();
  private final Progress progress =
      new Progress(() -> Duration.ofMillis(cpuMillis.get()), PATIENCE, nanos::get);

  private boolean isOverAfter(long seconds, long usedMillis) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    cpuMillis.addAndGet(usedMillis);
    return progress.isOver();
  }

  @Test
  void isOverWhenTheProcessDoesNothingForItsPatience() {
    assertThat(isOverAfter(89, 0)).isFalse();
    assertThat(isOverAfter(2, 200)).isTrue();
    assertThat(progress.waited()).isEqualTo(Duration.ofSeconds(91));
  }

  @Test
  void goesOnAsLongAsTheProcessWorks() {
    for (int window = 0; window < 9; window++) {
      assertThat(isOverAfter(91, 5_000)).as("window %d", window).isFalse();
    }
    assertThat(isOverAfter(91, 5_000)).as("but not for ever").isTrue();
  }

  @Test
  void isOverWhenAProcessThatWorkedStops() {
    assertThat(isOverAfter(91, 60_000)).isFalse();
    assertThat(isOverAfter(91, 0)).isTrue();
  }
}

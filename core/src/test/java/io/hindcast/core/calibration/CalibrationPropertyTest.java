package io.hindcast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalibrationPropertyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Waves until any size has come as far as any other: 8^14 is more than 10^12. */
  private static final int WAVES = 16;

  @Property(tries = 500)
  void findsTheSizeThatTakesTheWantedTime(
      @ForAll @LongRange(min = 1, max = 100_000_000) long rowsPerSecond,
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long start) {
    long size = after(WAVES, start, rows -> millis(rows, rowsPerSecond, 0));

    assertThat((double) size).isBetween(0.79 * 60 * rowsPerSecond, 1.34 * 60 * rowsPerSecond + 1);
  }

  @Property(tries = 500)
  void whatEachTaskCostsWhateverItsSizeCountsToo(
      @ForAll @LongRange(min = 10_000, max = 10_000_000) long rowsPerSecond,
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long start,
      @ForAll @IntRange(max = 20_000) int startMillis) {
    long size = after(3 * WAVES, start, rows -> millis(rows, rowsPerSecond, startMillis));

    assertThat(millis(size, rowsPerSecond, startMillis)).isBetween(40_000L, 81_000L);
  }

  @Property(tries = 300)
  void noiseMovesTheSizeNoFurtherThanItIsLoud(
      @ForAll @LongRange(min = 10_000, max = 10_000_000) long rowsPerSecond,
      @ForAll @Size(40) List<@DoubleRange(min = 0.8, max = 1.25) Double> noise) {
    long size = 60 * rowsPerSecond;
    for (double factor : noise) {
      size = step(size, (long) (millis(size, rowsPerSecond, 0) * factor));

      assertThat((double) size).isBetween(0.6 * 60 * rowsPerSecond, 1.6 * 60 * rowsPerSecond);
    }
  }

  @Property(tries = 300)
  void followsAChangeOfTheSpeed(
      @ForAll @LongRange(min = 1000, max = 10_000_000) long before,
      @ForAll @LongRange(min = 1000, max = 10_000_000) long after) {
    long size = after(WAVES, 60 * before, rows -> millis(rows, after, 0));

    assertThat((double) size).isBetween(0.79 * 60 * after, 1.34 * 60 * after + 1);
  }

  @Property
  void oneStepIsBounded(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long size,
      @ForAll @LongRange(min = 1, max = 100_000_000) long millis) {
    long next = step(size, millis);

    assertThat(next).isBetween((size + 7) / 8, Math.min(1_000_000_000_000L, 8 * size));
  }

  @Test
  void littleEvidenceAndNoWishChangeNothing() {
    Measured slow = measured(2, 1000, 100_000);

    assertThat(Calibration.resize(1000, slow, MINUTE)).isEmpty();
    assertThat(Calibration.resize(1000, measured(3, 1000, 100_000), MINUTE)).isPresent();
    assertThat(Calibration.resize(1000, measured(1, 1_000_000, 1000), MINUTE)).isPresent();
    assertThat(Calibration.resize(1000, measured(9, 9000, 100_000), Duration.ZERO)).isEmpty();
    assertThat(Calibration.resize(1000, Measured.NOTHING, MINUTE)).isEmpty();
  }

  @Test
  void saysWhatItHasMeasured() {
    assertThat(Calibration.resize(5000, measured(4, 20_000, 4000), MINUTE).orElseThrow().message())
        .isEqualTo("5,000 rows/s in each of 4 tasks: 5,000 -> 40,000 rows per task");
  }

  private static long after(int waves, long start, LongUnaryOperator millis) {
    long size = start;
    for (int wave = 0; wave < waves; wave++) {
      size = step(size, millis.applyAsLong(size));
    }
    return size;
  }

  /** After a wave of ten tasks of the size that take so long each. */
  private static long step(long size, long millis) {
    return Calibration.resize(size, measured(10, 10 * size, 10 * millis), MINUTE)
        .map(Calibration.Resize::after)
        .orElse(size);
  }

  private static Measured measured(int tasks, long rows, long millis) {
    return new Measured(tasks, rows, rows, 0, 0, 0, Duration.ofMillis(millis));
  }

  private static long millis(long rows, long rowsPerSecond, long startMillis) {
    return Math.max(1, startMillis + rows * 1000 / rowsPerSecond);
  }
}

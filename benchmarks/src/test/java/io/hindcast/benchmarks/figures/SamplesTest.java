package io.hindcast.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void takesTheMiddleOfAnOddNumber() {
    assertThat(Samples.of(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Samples.of(List.of(9.0, 1.0, 4.0, 5.0)).median()).isEqualTo(4.5);
  }

  @Test
  void percentilesAreMeasuredValues() {
    Samples hundred = Samples.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());
    assertThat(hundred.percentile(1)).isEqualTo(1);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.percentile(100)).isEqualTo(100);
    assertThat(Samples.of(List.of(7.0)).percentile(50)).isEqualTo(7);
  }

  @Test
  void refusesToSumUpNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of()));
  }
}

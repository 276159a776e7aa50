package io.hindcast.benchmarks.bed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void readsTimesBehindANameWithBrackets() {
    String stat = "4711 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 150 0 0 20 0";
    assertThat(Usage.cpuSeconds(stat)).isEqualTo(4.0);
  }

  @Test
  void readsThePeakInKilobytes() {
    assertThat(Usage.peakBytes("Name:\tjava\nVmHWM:\t    2048 kB\nVmRSS:\t 10 kB\n"))
        .isEqualTo(2048L * 1024);
  }
}

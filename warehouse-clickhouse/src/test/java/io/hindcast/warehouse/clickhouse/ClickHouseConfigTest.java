package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseConfigTest {
  private static final URI URL = URI.create("http://127.0.0.1:8123");

  @Test
  void hasDefaults() {
    assertThat(ClickHouseConfig.of(URL, "joe", "geheim"))
        .isEqualTo(
            new ClickHouseConfig(
                URL, "joe", "geheim", 32, Duration.ofSeconds(5), Duration.ofHours(6)));
  }

  @Test
  void neverShowsThePassword() {
    assertThat(ClickHouseConfig.of(URL, "joe", "geheim").toString())
        .contains("127.0.0.1", "joe")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://joe:geheim@host:8123",
        "http://host:8123/?password=geheim",
        "tcp://host:9000",
        "host"
      })
  void refusesUrlsThatCannotWorkOrWouldLeak(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClickHouseConfig.of(URI.create(url), "joe", ""))
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("geheim"));
  }

  @Test
  void refusesLimitsThatNothingFits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ClickHouseConfig(URL, "joe", "", 0, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ClickHouseConfig(URL, "joe", "", 1, Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> ClickHouseConfig.of(URL, " ", ""));
  }
}

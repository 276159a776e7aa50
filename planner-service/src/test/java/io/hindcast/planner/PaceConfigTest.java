package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.calibration.Prices;
import io.hindcast.planner.pace.PaceSettings;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.ConfigurationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceConfigTest {
  @Test
  void withoutAnySettingThereIsOnePoolAndNothingIsLimited() {
    PaceSettings settings = read(Map.of());

    assertThat(settings.pools()).containsExactly(Map.entry("default", 32));
    assertThat(settings.limits().none()).isTrue();
    assertThat(settings.prices().known()).isFalse();
    assertThat(settings.endpointHosts()).containsExactlyInAnyOrder("127.0.0.1", "localhost");
  }

  @Test
  void readsPoolsLimitsAndRhythm() {
    PaceSettings settings =
        read(
            Map.of(
                "planner.pools", "default:8, team-a:4",
                "planner.throttle.memory", "85%",
                "planner.throttle.merges", "10",
                "planner.throttle.query-latency-max", "500ms",
                "planner.throttle.endpoint-hosts", "gate.example.com:8080",
                "planner.pace.interval", "2s"));

    assertThat(settings.pools()).containsExactly(Map.entry("default", 8), Map.entry("team-a", 4));
    assertThat(settings.limits().none()).isFalse();
    assertThat(settings.endpointHosts()).containsExactly("gate.example.com:8080");
    assertThat(settings.rhythm().interval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void onePriceOfBytesCountsForBudgetsAndForWhatIsShown() {
    Configuration configuration =
        Configuration.of(
            Map.of(
                "planner.price.read-terabyte", "5",
                "planner.price.task-hour", "0.25",
                "planner.price.currency", "EUR"));
    PaceSettings settings = PaceConfig.from(configuration);
    Prices shown = CostConfig.from(configuration, settings.prices());
    configuration.finish();

    assertThat(settings.prices().readTerabyte()).isEqualByComparingTo(BigDecimal.valueOf(5));
    assertThat(shown).isEqualTo(new Prices(0.25, 5, "EUR"));
  }

  @Test
  void namesEveryMistakeAtOnceWithWhatWasExpected() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "planner.pools", "team-a:0",
                    "planner.throttle.memory", "lots",
                    "planner.throttle.merges", "-1",
                    "planner.price.cpu-second", "-0.1")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("planner.pools has 'team-a:0': expected a name and its slots")
        .hasMessageContaining("planner.pools has no pool 'default'")
        .hasMessageContaining("planner.throttle.memory is 'lots': expected a percentage")
        .hasMessageContaining("planner.throttle.merges is '-1': expected a whole number from 0")
        .hasMessageContaining("planner.price.cpu-second is '-0.1': expected a number that is not");
  }

  private static PaceSettings read(Map<String, String> values) {
    Configuration configuration = Configuration.of(values);
    PaceSettings settings = PaceConfig.from(configuration);
    configuration.finish();
    return settings;
  }
}

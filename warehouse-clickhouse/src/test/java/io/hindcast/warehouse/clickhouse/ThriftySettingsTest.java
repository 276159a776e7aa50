package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThriftySettingsTest {
  @Test
  void theFirstAttemptHasTheUsersSettingsAlone() {
    Map<String, String> own = Map.of("max_threads", "32");
    assertThat(ThriftySettings.of(own, 0)).isEqualTo(own);
  }

  @Test
  void aGentleStatementTakesOneThreadOfTheLowestPriority() {
    assertThat(ThriftySettings.gentle(Map.of("max_threads", "8", "max_block_size", "1000")))
        .containsOnly(
            Map.entry("max_threads", "1"),
            Map.entry("max_insert_threads", "1"),
            Map.entry("max_block_size", "1000"),
            Map.entry("os_thread_priority", "19"));
    assertThat(ThriftySettings.gentle(Map.of("os_thread_priority", "5")))
        .containsEntry("os_thread_priority", "5");
  }

  @Test
  void eachLevelIsTighterThanTheOneBefore() {
    Map<String, String> first = ThriftySettings.of(Map.of(), 1);
    Map<String, String> second = ThriftySettings.of(Map.of(), 2);
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, value) -> {
      if (!name.equals("join_algorithm")) {
        assertThat(Double.parseDouble(second.getOrDefault(name, "")))
            .as(name)
            .isLessThanOrEqualTo(Double.parseDouble(value));
      }
    });
    assertThat(second).containsEntry("max_threads", "1");
  }

  @Test
  void aTighterLimitOfTheUsersStaysAndALooserOneDoesNot() {
    assertThat(
            ThriftySettings.of(
                Map.of(
                    "max_threads", "1",
                    "max_block_size", "65536",
                    "max_bytes_ratio_before_external_sort", "0",
                    "max_memory_usage", "1000000"),
                1))
        .containsEntry("max_threads", "1")
        .containsEntry("max_block_size", "16384")
        .containsEntry("max_bytes_ratio_before_external_sort", "0.2")
        .containsEntry("max_memory_usage", "1000000");
  }

  @Test
  void theUsersJoinAndWordsStay() {
    assertThat(
            ThriftySettings.of(
                Map.of("join_algorithm", "full_sorting_merge", "max_threads", "auto"), 2))
        .containsEntry("join_algorithm", "full_sorting_merge")
        .containsEntry("max_threads", "auto");
  }
}

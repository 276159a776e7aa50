package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsHashTest {
  @Test
  void dependsOnTheSetOfPartsOnly() {
    assertThat(PartsHash.of(List.of("aa", "bb")))
        .matches("[0-9a-f]{32}")
        .isEqualTo(PartsHash.of(List.of("bb", "aa")))
        .isNotEqualTo(PartsHash.of(List.of("aabb")))
        .isNotEqualTo(PartsHash.of(List.of("aa", "bb", "bb")));
  }
}

package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingTableTest {
  private static final BackfillNames NAMES = new BackfillNames(new UUID(7, 8), "hindcast");

  @Test
  void takesTablesOfABackfillOnWhateverNode() {
    TableName shadow = NAMES.shadow(0).on("shard1");
    assertThat(WorkingTable.of(shadow, "hindcast").name()).isEqualTo(shadow);
    assertThat(WorkingTable.of(NAMES.base(), "hindcast").name()).isEqualTo(NAMES.base());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sec.victim",
        "hindcast.victim",
        "hindcast.bf_",
        "hindcast.bf_0123456789ab",
        "hindcast.bf_0123456789ab_",
        "hindcast.bf_0123456789ab_g0 shadow",
        "hindcast.bf_0123456789ab_g0_shadow` SYNC; --",
        "hindcast.bf_vvvvvvvvvvvvvvvvvvvvvvvvvv_g0_shadow",
        "Hindcast.bf_0123456789ab_g0_shadow"
      })
  void takesNoOtherTable(String name) {
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() -> WorkingTable.of(TableName.parse(name), "hindcast"))
        .withMessageContaining(name)
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.TABLE_FOREIGN));
  }
}

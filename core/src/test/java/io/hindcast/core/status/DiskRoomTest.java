package io.hindcast.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.status.DiskRoom.Level;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
  private static final long GIB = 1L << 30;

  @Test
  void isFullBelowOneGibibyteHoweverSmallTheDisk() {
    assertThat(new DiskRoom(0, 100 * GIB).level()).isEqualTo(Level.FULL);
    assertThat(new DiskRoom(GIB - 1, 2 * GIB).level()).isEqualTo(Level.FULL);
    assertThat(new DiskRoom(GIB, 2 * GIB).level()).isEqualTo(Level.ENOUGH);
  }

  @Test
  void isFullBelowOneHundredth() {
    assertThat(new DiskRoom(10 * GIB - 1, 1000 * GIB).level()).isEqualTo(Level.FULL);
    assertThat(new DiskRoom(10 * GIB, 1000 * GIB).level()).isEqualTo(Level.LITTLE);
  }

  @Test
  void hasLittleRoomBelowOneTenth() {
    assertThat(new DiskRoom(100 * GIB - 1, 1000 * GIB).level()).isEqualTo(Level.LITTLE);
    assertThat(new DiskRoom(100 * GIB, 1000 * GIB).level()).isEqualTo(Level.ENOUGH);
  }

  @Test
  void judgesBytesAloneWhereNobodyKnowsTheSize() {
    assertThat(new DiskRoom(GIB - 1, 0).level()).isEqualTo(Level.FULL);
    assertThat(new DiskRoom(GIB, 0).level()).isEqualTo(Level.ENOUGH);
    assertThat(new DiskRoom(GIB, 0).sentence()).isEqualTo("1,073,741,824 bytes free");
  }

  @Test
  void saysWhatToDo() {
    assertThat(new DiskRoom(0, 100 * GIB).sentence())
        .isEqualTo(
            "0 of 107,374,182,400 bytes free (0.0 %): expected at least 1 % and 1 GiB; make room,"
                + " or backfills and merges fail");
    assertThat(new DiskRoom(5 * GIB, 100 * GIB).sentence()).contains("(5.0 %): less than 10 %");
    assertThat(new DiskRoom(50 * GIB, 100 * GIB).sentence()).endsWith("bytes free (50.0 %)");
  }
}

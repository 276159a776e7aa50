package io.hindcast.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAuditTest {
  private static final Content OLD = new Content(10, 100, 3, "a");
  private static final Content NEW = new Content(10, 100, 0, "b");
  private static final Content NEWER = new Content(11, 101, 0, "c");
  private static final Content MIXED = new Content(10, 100, 1, "d");

  private static Read read(long began, long ended, Content content) {
    return new Read(began, ended, content);
  }

  @Test
  void countsReadsByVersion() {
    List<Read> reads = List.of(read(0, 2, OLD), read(3, 5, OLD), read(6, 8, NEW));
    ReadAudit audit = ReadAudit.of(reads, List.of(OLD, NEW));
    assertThat(audit.perVersion()).containsExactly(2L, 1L);
    assertThat(audit.mixed()).isZero();
    assertThat(audit.backwards()).isZero();
    assertThat(audit.total()).isEqualTo(3);
  }

  @Test
  void aReadThatFitsNoVersionIsAMix() {
    List<Read> reads = List.of(read(0, 2, OLD), read(1, 4, MIXED), read(5, 6, NEW));
    assertThat(ReadAudit.of(reads, List.of(OLD, NEW)).mixed()).isEqualTo(1);
  }

  @Test
  void findsAReadThatWentBack() {
    List<Read> reads = List.of(read(0, 2, NEWER), read(3, 4, NEW), read(1, 5, OLD));
    assertThat(ReadAudit.of(reads, List.of(OLD, NEW, NEWER)).backwards()).isEqualTo(1);
  }

  @Test
  void readsSideBySideMaySeeDifferentVersions() {
    List<Read> reads = List.of(read(0, 5, OLD), read(1, 4, NEW));
    assertThat(ReadAudit.of(reads, List.of(OLD, NEW)).backwards()).isZero();
  }

  @Test
  void countsReadsThatWereUnderWayAtTheSwap() {
    List<Read> reads =
        List.of(
            read(0, 1, OLD), read(2, 9, OLD), read(3, 10, NEW), read(4, 8, NEW), read(9, 12, NEW));
    assertThat(ReadAudit.of(reads, List.of(OLD, NEW)).acrossSwap()).isEqualTo(3);
  }

  @Test
  void withoutReadsThereIsNothingToSay() {
    ReadAudit audit = ReadAudit.of(List.of(), List.of(OLD));
    assertThat(audit.total()).isZero();
    assertThat(audit.acrossSwap()).isZero();
  }
}

package io.hindcast.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final List<Check> CHECKS =
      List.of(
          new Check.Unique(List.of("day", "origin")),
          new Check.NotNull(List.of("day")),
          new Check.RowCount("SELECT count() FROM t WHERE d >= {from:Date} AND d < {to:Date}"));

  @Test
  void namesTheChecksWithoutAResult() {
    assertThat(Coverage.missing(CHECKS, List.of("notNull(day)", "emptied partitions")))
        .containsExactly("unique(day, origin)", "rowCount");
    assertThat(Coverage.missing(CHECKS, List.of("rowCount", "notNull(day)", "unique(day, origin)")))
        .isEmpty();
    assertThat(Coverage.missing(List.of(), List.of())).isEmpty();
  }
}

package io.hindcast.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void refusesControlCharactersAndWhatIsTooLong() {
    assertThat(PlainText.problem("reason", "late rows, 3 % – ok 日本", 100)).isEmpty();
    assertThat(PlainText.problem("reason", "a\0b", 100).orElseThrow())
        .contains("The reason has a control character (U+0000) at position 2");
    assertThat(PlainText.problem("reason", "a\u001b[2J", 100)).isPresent();
    assertThat(PlainText.problem("reason", "one\ntwo", 100)).isPresent();
    assertThat(PlainText.problem("reason", "ab\u202Edc", 100)).isPresent();
    assertThat(PlainText.problem("name", "x".repeat(101), 100).orElseThrow())
        .contains("The name has 101 characters: expected at most 100");
  }

  @Test
  void findsWhatMayNotBeInATextOfSeveralLines() {
    assertThat(PlainText.nulIn("SELECT 1\n\t+ 1\u0007\r\n")).isEmpty();
    assertThat(PlainText.nulIn("SELECT\0")).contains(6);
  }

  @Test
  void replacesAndCutsWhereNobodyWaitsForAnAnswer() {
    assertThat(PlainText.line("ann", 10)).isEqualTo("ann");
    assertThat(PlainText.line("a\0b\nc\u001b", 10)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(PlainText.line("x".repeat(200), 10)).hasSize(10).endsWith("…");
    assertThat(PlainText.lines("a\nb\u001b[31m")).isEqualTo("a\nb\uFFFD[31m");
  }
}

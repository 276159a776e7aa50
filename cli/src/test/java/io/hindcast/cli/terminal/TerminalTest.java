package io.hindcast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private final StringWriter out = new StringWriter();

  private Terminal interactive(boolean colours) {
    Terminal.Abilities abilities = new Terminal.Abilities(colours, false);
    PrintWriter writer = new PrintWriter(out);
    return Terminal.interactive(writer, writer, 44, abilities);
  }

  @Test
  void noColoursWhereNoneAreWanted() {
    assertThat(interactive(false).paint(Style.BAD, "x")).isEqualTo("x");
    assertThat(interactive(true).paint(Style.BAD, "x")).isEqualTo("\u001b[31mx\u001b[0m");
  }

  @Test
  void columnsStayAlignedUnderStyles() {
    Terminal terminal = interactive(true);
    Table table = new Table().left("NAME").right("ROWS");
    table.row(terminal.paint(Style.GOOD, "a"), "1").row("bcdefg", "12,345");
    List<String> lines = table.lines(interactive(false), "");
    assertThat(lines)
        .containsExactly("NAME      ROWS", "\u001b[32ma\u001b[0m            1", "bcdefg  12,345");
  }

  @Test
  void aRedrawnAreaReplacesItsLinesAndNeverWraps() {
    LiveArea area = interactive(false).liveArea();
    area.show(List.of("one", "x".repeat(60)));
    area.show(List.of("two"));
    String up = "\u001b[1A\u001b[2K";
    assertThat(out).hasToString("one\n" + "x".repeat(43) + "\n" + up + up + "two\n");
  }

  @Test
  void aCutLineEndsItsStyle() {
    assertThat(Ansi.cut("\u001b[31mabcdef\u001b[0m", 3)).isEqualTo("\u001b[31mabc\u001b[0m");
    assertThat(Ansi.cut("abc", 3)).isEqualTo("abc");
  }

  @Test
  void aBarIsNeverTooLong() {
    assertThat(interactive(false).bar(0.5, 4)).isEqualTo("[##--]");
    assertThat(interactive(false).bar(7, 4)).isEqualTo("[####]");
    assertThat(interactive(false).bar(Double.NaN, 4)).isEqualTo("[----]");
  }

  @ParameterizedTest
  @CsvSource({"850, 850 ms", "4200, 4.2 s", "125000, 2 m 05 s", "11040000, 3 h 04 m"})
  void durationsHaveTwoFiguresThatMatter(long ms, String text) {
    assertThat(Figures.duration(Duration.ofMillis(ms))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "1099511627776, 1.0 TiB"})
  void bytesHaveBinaryUnits(long bytes, String text) {
    assertThat(Figures.bytes(bytes)).isEqualTo(text);
  }
}

package io.hindcast.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeredocsTest {

  @Property
  void endsWhereASearchForTheTagEnds(@ForAll("texts") String sql) {
    Heredocs heredocs = Heredocs.of(sql);

    for (int i = 0; i < sql.length(); i++) {
      if (sql.charAt(i) == '$') {
        assertThat(heredocs.end(i)).as("%s at %d", sql, i).isEqualTo(searched(sql, i));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('$', 'a', ' ').ofMaxLength(30);
  }

  /** As ClickHouse's lexer does it. */
  private static int searched(String sql, int position) {
    int tagEnd = sql.indexOf('$', position + 1);
    if (tagEnd < 0) {
      return -1;
    }
    String tag = sql.substring(position, tagEnd + 1);
    int close = sql.indexOf(tag, tagEnd + 1);
    return close < 0 ? -1 : close + tag.length();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$%d ", "$a", "$ ", "$%d$ ", "$$"})
  void looksAtEachCharacterAFewTimes(String piece) {
    for (int count : new int[] {1_000, 4_000, 64_000}) {
      String sql =
          IntStream.range(0, count).mapToObj(piece::formatted).collect(Collectors.joining());
      Heredocs heredocs = Heredocs.of(sql);

      IntStream.range(0, sql.length())
          .filter(i -> sql.charAt(i) == '$')
          .forEach(i -> assertThat(heredocs.end(i)).isLessThanOrEqualTo(sql.length()));

      assertThat(heredocs.visited()).isLessThanOrEqualTo(3L * sql.length());
    }
  }

  @Test
  void isAskedByTheScanner() {
    String tags =
        IntStream.range(0, 150_000).mapToObj("$%d "::formatted).collect(Collectors.joining());

    assertThat(SqlText.of(tags).tokens()).hasSize(150_000);
    assertThat(SqlText.of("$a$ ' $a$ x").tokens()).hasSize(2);
  }
}

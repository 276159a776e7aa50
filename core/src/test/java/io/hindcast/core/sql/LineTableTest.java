package io.hindcast.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineTableTest {

  @Property
  void tellsWhatCountingFromTheBeginningTells(@ForAll("texts") String text) {
    LineTable lines = LineTable.of(text);

    for (int i = 0; i <= text.length(); i++) {
      String before = text.substring(0, i);
      assertThat(lines.line(i)).isEqualTo(1 + (int) before.chars().filter(c -> c == '\n').count());
      assertThat(lines.column(i)).isEqualTo(i - before.lastIndexOf('\n'));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('\n', 'a').ofMaxLength(30);
  }
}

package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.sql.SqlText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ParenthesesTest {

  @Property
  void closeWhereCountingLeadsTo(@ForAll("texts") String sql) {
    SqlText text = SqlText.of(sql);
    Parentheses parentheses = Parentheses.of(text);

    for (int i = 0; i < sql.length(); i++) {
      if (sql.charAt(i) == '(') {
        assertThat(parentheses.after(i)).as("%s at %d", sql, i).isEqualTo(counted(sql, i));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('(', ')', ',').ofMaxLength(30);
  }

  /** Each character is a token. */
  private static int counted(String sql, int open) {
    int depth = 0;
    for (int i = open; i < sql.length(); i++) {
      depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return sql.length();
  }
}

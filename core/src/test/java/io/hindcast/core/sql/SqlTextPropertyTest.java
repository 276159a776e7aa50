package io.hindcast.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class SqlTextPropertyTest {

  /** A piece of SQL and the parameter that it is, if it is one. */
  record Piece(String sql, @Nullable String type) {}

  @Property
  void findsExactlyTheParametersThatAreCode(@ForAll("pieces") List<Piece> pieces) {
    String sql = String.join(" ", pieces.stream().map(Piece::sql).toList());
    List<String> types =
        pieces.stream().map(Piece::type).filter(type -> type != null).map(String::valueOf).toList();

    List<Placeholder> found = SqlText.of(sql).placeholders();

    assertThat(found).extracting(Placeholder::type).isEqualTo(types);
    assertThat(found)
        .allSatisfy(each ->
            assertThat(sql.substring(each.start(), each.end()))
                .isEqualTo("{p:%s}".formatted(each.type())));
  }

  @Property
  void tokensOfAnyTextAreInOrderAndScanningThemAgainGivesTheSame(@ForAll("texts") String text) {
    SqlText scanned;
    try {
      scanned = SqlText.of(text);
    } catch (SqlSyntaxException e) {
      assertThat(e.position()).isBetween(0, text.length() - 1);
      return;
    }
    int end = 0;
    for (SqlToken token : scanned.tokens()) {
      assertThat(token.start()).isGreaterThanOrEqualTo(end);
      assertThat(token.end()).isGreaterThan(token.start());
      end = token.end();
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
    assertThat(SqlText.of(scanned.body()).body()).isEqualTo(scanned.body());
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    Arbitrary<String> inside =
        Arbitraries.of("", "{p:Date}", "a;b", "--", "/*", "#", "{", "}", "x");
    Arbitrary<Piece> noise =
        Arbitraries.oneOf(
                inside.map(text -> "'%s'".formatted(text)),
                inside.map(text -> "'''%s\\''".formatted(text)),
                inside.map(text -> "`%s`".formatted(text)),
                inside.map(text -> "\"%s\"".formatted(text)),
                inside.map(text -> "-- %s ' \n".formatted(text)),
                inside.map(text -> "# %s \" \n".formatted(text)),
                Arbitraries.of(
                    "/* {p:Date} /* ' */ ` */", "$$ {p:Date} ' $$", "{'a': 1}", "1e-5", ";"))
            .map(text -> new Piece(text, null));
    Arbitrary<Piece> parameter =
        Arbitraries.of("Date", "DateTime64(6)", "DateTime64(6, 'UTC')", "Enum8('}' = 1)")
            .map(type -> new Piece("{p:%s}".formatted(type), type));
    return Arbitraries.oneOf(noise, parameter).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "'", "\"", "`", "\\", "-", "/", "*", "#", " ", "!", "\n", "{", "}", ":", ";", "$", "a",
            "1", "(", ")", "\u2018", "\u2019", "\u00a0", "é")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}

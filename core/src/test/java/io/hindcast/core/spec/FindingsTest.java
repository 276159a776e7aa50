package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
  private static final int LENGTH = 250_000;

  @ParameterizedTest
  @ValueSource(strings = {")", "(", "; ", "{a:B} ", "SETTINGS limit = 1, ", "]\n", "INTO OUTFILE "})
  void areBoundedInNumberAndLength(String piece) {
    String sql = "SELECT " + piece.repeat(LENGTH / piece.length()) + " x";

    List<SqlFinding> findings = QueryRules.findings(sql);

    assertThat(findings).hasSizeBetween(2, 51);
    assertThat(findings).allSatisfy(each -> assertThat(each.message()).hasSizeLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "'", "`", "/* ", "{a:", "{a: }"})
  void quoteLittleOfALongText(String piece) {
    String sql = piece + "y".repeat(LENGTH);

    assertThat(QueryRules.findings(sql))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.message()).hasSizeLessThan(400));
  }
}

package io.hindcast.specyaml;

import static io.hindcast.specyaml.Samples.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SpecProblem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlLimitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a: [1, 2 | 1 | 9",
        "a: b⏎\tc: d | 2 | 1",
        "a: b⏎c: d: e | 2 | 5",
        "a: 'b | 1 | 6",
        "a: *b | 1 | 4",
        "a: b⏎---⏎c: d | 2 | 1",
        "a: \"\\q\" | 1 | 6"
      })
  void saysWhereTheYamlIsMalformed(String yaml, int line, int column) {
    assertThat(problems(yaml.replace("⏎", "\n")))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).startsWith("The YAML is malformed: ");
          assertThat(problem.path()).isEmpty();
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.column()).isEqualTo(column);
        });
  }

  @Test
  void refusesOtherVersionsOfYaml() {
    assertThat(problems("%YAML 3.0\n---\na: b"))
        .extracting(SpecProblem::message)
        .containsExactly("Expected YAML 1.2, found a directive for another version");
  }

  @Test
  void saysWhereACharacterIsThatNoTextHas() {
    assertThat(problems("a: b\nc: d\u0007"))
        .containsExactly(
            new SpecProblem(2, 5, "", "Expected printable text, found the character U+0007"));
  }

  @Test
  void refusesDocumentsThatHoldNothing() {
    assertThat(problems(""))
        .extracting(SpecProblem::message)
        .containsExactly("Expected a spec, found an empty document");
    assertThat(problems("# nothing\n")).hasSize(1);
    assertThat(problems("just text"))
        .containsExactly(
            new SpecProblem(
                1,
                1,
                "",
                "Expected a map with the keys apiVersion, kind, metadata, spec, found 'just"
                    + " text'"));
  }

  @Test
  void refusesDocumentsOfMoreThanOneMebibyte() {
    assertThat(problems(Samples.valid() + "#".repeat(1024 * 1024)))
        .extracting(SpecProblem::message)
        .containsExactly("Expected at most 1 MiB, found a larger document");
    assertThat(problems(Samples.valid() + "#" + "ä".repeat(600_000)))
        .extracting(SpecProblem::message)
        .containsExactly("Expected at most 1 MiB, found a larger document");
  }

  @ParameterizedTest
  @CsvSource({"[,]", "{a: ,}"})
  void refusesDeepNestingWithoutExhaustingTheStack(String open, String close) {
    String yaml = open.repeat(100_000) + "x" + close.repeat(100_000);

    assertThat(problems(yaml))
        .extracting(SpecProblem::message)
        .containsExactly("Expected at most 32 levels of nesting, found more");
  }

  @Test
  void refusesAliasBombs() {
    String bomb =
        IntStream.range(1, 12)
            .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(9)))
            .collect(Collectors.joining("", "a0: &a0 [x, x, x]\n", ""));

    assertThat(problems(bomb))
        .containsExactly(new SpecProblem(5, 30, "", "Expected at most 32 aliases, found more"));
  }

  @Test
  void survivesAValueThatContainsItself() {
    assertThat(problems(Samples.validBut("[1%, 10%, 50%, 100%]", "&w [1%, *w]")))
        .extracting(SpecProblem::message)
        .contains("Expected text, found a list");
    assertThat(problems("&a {*a : *a}")).isNotEmpty();
  }

  @Test
  void boundsTheNumberAndTheLengthOfMessages() {
    String yaml =
        IntStream.range(0, 5000)
            .mapToObj(i -> "x".repeat(100) + i + ": 1\n")
            .collect(Collectors.joining());

    assertThat(problems(yaml))
        .hasSize(51)
        .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(200))
        .last()
        .extracting(SpecProblem::message)
        .isEqualTo("There is more; only the first 50 problems are listed");
  }

  @ParameterizedTest
  @ValueSource(strings = {")", "(", "$1 ", "{a} ", "{a:B} ", "; ", "]\n        "})
  void boundsWhatIsSaidOfAStatement(String piece) {
    String sql = piece.repeat(200_000 / piece.length());
    String yaml = Samples.validBut("SELECT toDate(date) AS day,", "SELECT " + sql + "day,");

    assertThat(problems(yaml))
        .hasSizeLessThanOrEqualTo(51)
        .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(300));
  }
}

package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SpecOutcome;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a document, reading it gives a spec or says what is wrong, and where. */
class SpecMutationTest {

  @Property(tries = 500)
  void anyMangledDocumentIsReadOrExplained(
      @ForAll @IntRange(max = 45) int line,
      @ForAll("mutations") String text,
      @ForAll @IntRange(max = 60) int column) {
    List<String> lines = new ArrayList<>(Samples.valid().lines().toList());
    int index = line % lines.size();
    String before = lines.get(index);
    int cut = Math.min(column, before.length());
    lines.set(index, before.substring(0, cut) + text);

    check(String.join("\n", lines));
  }

  @Property(tries = 300)
  void anyDocumentWithoutSomeOfItsLinesIsReadOrExplained(
      @ForAll @IntRange(max = 45) int first, @ForAll @IntRange(min = 1, max = 10) int count) {
    List<String> lines = new ArrayList<>(Samples.valid().lines().toList());
    int from = Math.min(first, lines.size() - 1);
    lines.subList(from, Math.min(lines.size(), from + count)).clear();

    check(String.join("\n", lines));
  }

  private static void check(String yaml) {
    int lineCount = (int) yaml.lines().count();
    switch (new YamlSpecReader().read(yaml)) {
      case SpecOutcome.Parsed parsed -> assertThat(parsed.spec().waves()).isNotEmpty();
      case SpecOutcome.Invalid invalid ->
          assertThat(invalid.problems())
              .isNotEmpty()
              .isSorted()
              .allSatisfy(problem -> {
                assertThat(problem.line()).isBetween(1, lineCount + 1);
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank();
              });
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            ":",
            ": ",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "|",
            ">",
            "&a",
            "*a",
            "!!int x",
            "null",
            "~",
            "? ",
            "- ",
            "%",
            "@",
            "1",
            "-1d",
            "100%",
            "2001-01-01",
            ";",
            "/*",
            "--",
            "{from:Date}",
            "(",
            ")",
            "<<: *a",
            "\t",
            "# ",
            "\u0000",
            "🙂",
            "é: ü"),
        Arbitraries.strings().ascii().ofMaxLength(5));
  }
}

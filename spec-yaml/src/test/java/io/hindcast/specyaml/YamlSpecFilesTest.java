package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSpecFilesTest {
  private static final String SQL =
      """
      -- total: "sales" 🙂
      SELECT day, sum(amount) AS amount

        FROM shop.orders -- it's \\ here
      WHERE day >= {from:Date} AND day < {to:Date}
      GROUP BY day
      """;

  @TempDir Path directory;
  private Path spec;

  @BeforeEach
  void writeStatement() throws IOException {
    spec = directory.resolve("spec.yaml");
    Files.writeString(directory.resolve("transform.sql"), SQL);
  }

  @Test
  void putsTheStatementIntoTheDocumentAndKeepsEverythingElse() throws IOException {
    Files.writeString(spec, withFile("file: transform.sql   # the fix"));

    assertThat(YamlSpecFiles.inline(spec))
        .isEqualTo(
            withFile(
                """
                sql: |   # the fix
                      -- total: "sales" 🙂
                      SELECT day, sum(amount) AS amount

                        FROM shop.orders -- it's \\ here
                      WHERE day >= {from:Date} AND day < {to:Date}
                      GROUP BY day\
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file: transform.sql",
        "file: 'transform.sql' # 🙂",
        "\"file\": ./transform.sql",
        "file: sub/../transform.sql"
      })
  void readsTheSameFromTheFileAndFromTheDocument(String entry) throws IOException {
    Files.writeString(spec, withFile(entry));

    SpecOutcome fromFile = new YamlSpecReader(directory).read(Files.readString(spec));
    SpecOutcome inline = new YamlSpecReader().read(YamlSpecFiles.inline(spec));

    assertThat(fromFile).isInstanceOf(SpecOutcome.Parsed.class).isEqualTo(inline);
  }

  @Test
  void putsTheStatementIntoAMapOnOneLine() throws IOException {
    Files.writeString(
        spec,
        Samples.text("shortest.yaml")
            .replaceAll(
                "(?s)transform:.*  range",
                "transform: {version: 3, file: transform.sql, grain: 1d}\n  range"));

    assertThat(YamlSpecFiles.inline(spec))
        .contains("{version: 3, sql: \"-- total: \\\"sales\\\" 🙂\\nSELECT");
    assertThat(new YamlSpecReader().read(YamlSpecFiles.inline(spec)))
        .isInstanceOf(SpecOutcome.Parsed.class)
        .isEqualTo(new YamlSpecReader(directory).read(Files.readString(spec)));
  }

  @Test
  void escapesCharactersThatABlockCannotHold() throws IOException {
    Files.writeString(directory.resolve("transform.sql"), SQL.replace("it's", "it\u0007s\r"));
    Files.writeString(spec, withFile("file: transform.sql"));

    assertThat(YamlSpecFiles.inline(spec)).contains("it\\u0007s\\u000d \\\\ here\\nWHERE");
    assertThat(new YamlSpecReader().read(YamlSpecFiles.inline(spec)))
        .isEqualTo(new YamlSpecReader(directory).read(Files.readString(spec)));
  }

  @Test
  void leavesDocumentsWithoutAFileAndMalformedOnesAlone() throws IOException {
    for (String yaml : new String[] {Samples.valid(), "spec: [", "a", "", "spec: {transform: 1}"}) {
      Files.writeString(spec, yaml);

      assertThat(YamlSpecFiles.inline(spec)).isEqualTo(yaml);
    }
  }

  @Test
  void placesAProblemInTheStatementsFile() throws IOException {
    Files.writeString(directory.resolve("transform.sql"), SQL.replace("{to:Date}", "{till:Date}"));

    assertThat(read("file: transform.sql"))
        .extracting(SpecProblem::message)
        .containsExactly(
            "In the file's line 1, column 1: Expected the parameter {to:DateTime64(6)}, found none:"
                + " without it every task would read the whole source",
            "In the file's line 5, column 36: Expected the parameters from and to only, found"
                + " {till:Date}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.sql", "/etc/hostname", "a/../../outside.sql", "link.sql"})
  void refusesFilesOutsideTheDirectory(String name) throws IOException {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    Path outside = Files.writeString(directory.resolve("outside.sql"), SQL);
    Files.createSymbolicLink(inner.resolve("link.sql"), outside);
    spec = Files.writeString(inner.resolve("spec.yaml"), withFile("file: " + name));

    assertThat(Samples.problems(new YamlSpecReader(inner).read(Files.readString(spec))))
        .extracting(SpecProblem::message)
        .containsExactly(
            "Expected a relative path to a file in the spec's directory, found '%s'"
                .formatted(name));
    assertThatThrownBy(() -> YamlSpecFiles.inline(spec))
        .isInstanceOfSatisfying(
            HindcastException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SPEC_INVALID));
  }

  @Test
  void saysWhichFileCannotBeUsed() throws IOException {
    Files.writeString(directory.resolve("large.sql"), SQL.repeat(5000));
    Files.write(directory.resolve("latin.sql"), new byte[] {(byte) 0xe9, ' '});

    assertThat(read("file: missing.sql"))
        .extracting(SpecProblem::toString)
        .containsExactly(
            "line 10, column 11: spec.transform.file: Expected an existing file, found"
                + " 'missing.sql'");
    assertThat(read("file: large.sql"))
        .extracting(SpecProblem::message)
        .containsExactly("Expected a file of at most 262144 bytes, found 'large.sql'");
    assertThat(read("file: latin.sql"))
        .extracting(SpecProblem::message)
        .containsExactly("Expected UTF-8 text in 'latin.sql'");
  }

  @Test
  void saysThatTheSpecItselfIsMissing() {
    Path missing = directory.resolve("none.yaml");

    assertThatThrownBy(() -> YamlSpecFiles.inline(missing))
        .isInstanceOfSatisfying(
            HindcastException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageEndingWith("none.yaml: there is no such file");
  }

  private Iterable<SpecProblem> read(String entry) {
    return Samples.problems(new YamlSpecReader(directory).read(withFile(entry)));
  }

  private static String withFile(String entry) {
    return Samples.text("shortest.yaml").replaceAll("sql: .*", entry.replace("\\", "\\\\"));
  }
}

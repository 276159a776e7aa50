package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Documents to read, and readings that must go one way. */
final class Samples {
  static final Path DOCS = Path.of("..", "docs");

  private Samples() {}

  static String text(String name) {
    try (InputStream stream = Samples.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The spec with every section, valid. */
  static String valid() {
    return text("route-daily.yaml");
  }

  /** The valid spec with one piece replaced, which must be there. */
  static String validBut(String piece, String replacement) {
    assertThat(valid()).contains(piece);
    return valid().replace(piece, replacement);
  }

  static BackfillSpec parsed(String yaml) {
    return switch (new YamlSpecReader().read(yaml)) {
      case SpecOutcome.Parsed parsed -> parsed.spec();
      case SpecOutcome.Invalid invalid -> throw new AssertionError(invalid.summary());
    };
  }

  static List<SpecProblem> problems(String yaml) {
    return problems(new YamlSpecReader().read(yaml));
  }

  static List<SpecProblem> problems(SpecOutcome outcome) {
    return switch (outcome) {
      case SpecOutcome.Parsed parsed -> List.of();
      case SpecOutcome.Invalid invalid -> invalid.problems();
    };
  }
}

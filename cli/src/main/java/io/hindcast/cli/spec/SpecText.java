package io.hindcast.cli.spec;

import io.hindcast.cli.api.Problem;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.specyaml.YamlSpecFiles;
import io.hindcast.specyaml.YamlSpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A spec as it is on disk and as it is sent.
 *
 * @param name what the user called its file
 * @param file where it is
 * @param source its content
 * @param yaml the same with the transform's SQL inline
 */
public record SpecText(String name, Path file, String source, String yaml) {

  /** The same with another text to send. */
  public SpecText with(UnaryOperator<String> change) {
    return new SpecText(name, file, source, change.apply(yaml));
  }

  /**
   * Points at mistakes that the planner found in what was sent. Where a statement was put inline
   * the user's own file has other lines, so it is read here again for its own.
   */
  Pointed point(List<Problem> found) {
    List<Problem> here = source.equals(yaml) ? List.of() : problems();
    return here.isEmpty() ? new Pointed(yaml, found) : new Pointed(source, here);
  }

  /** Mistakes in the file, as this version of Hindcast sees them. */
  List<Problem> problems() {
    Path directory = YamlSpecFiles.baseDirectory(file);
    return switch (new YamlSpecReader(directory).read(source)) {
      case SpecOutcome.Parsed ignored -> List.of();
      case SpecOutcome.Invalid invalid ->
          invalid.problems().stream()
              .map(it -> new Problem(it.line(), it.column(), it.path(), it.message()))
              .toList();
    };
  }

  /** Mistakes and the text that their lines refer to. */
  record Pointed(String text, List<Problem> problems) {}
}

package io.hindcast.cli.spec;

import io.hindcast.cli.api.Problem;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Shows a spec's mistakes where they are, as compilers do. */
public final class SpecDiagnostics {
  private static final int EXCERPT_COLUMNS_MAX = 110;

  private final Terminal terminal;
  private final SpecText spec;

  /** Mistakes of this spec. */
  public SpecDiagnostics(Terminal terminal, SpecText spec) {
    this.terminal = terminal;
    this.spec = spec;
  }

  /** Those that the planner found, and how many there are. */
  public List<String> lines(List<Problem> problems) {
    SpecText.Pointed pointed = spec.point(problems);
    List<String> source = pointed.text().lines().toList();
    List<String> lines = new ArrayList<>();
    pointed.problems().forEach(problem -> lines.addAll(one(problem, source)));
    int count = pointed.problems().size();
    lines.add(count == 1 ? "1 problem" : count + " problems");
    return lines;
  }

  private List<String> one(Problem problem, List<String> source) {
    List<String> lines = new ArrayList<>();
    lines.add(place(problem) + terminal.paint(Style.BAD, message(problem)));
    if (problem.line() >= 1 && problem.line() <= source.size()) {
      lines.addAll(excerpt(source.get(problem.line() - 1), Math.max(1, problem.column())));
    }
    return lines;
  }

  private static String message(Problem problem) {
    String path = problem.path();
    return path == null || path.isBlank() ? problem.message() : path + ": " + problem.message();
  }

  private String place(Problem problem) {
    String position =
        problem.line() < 1
            ? spec.name() + ": "
            : "%s:%d:%d: ".formatted(spec.name(), problem.line(), Math.max(1, problem.column()));
    return terminal.paint(Style.BOLD, position);
  }

  private List<String> excerpt(String source, int column) {
    int skipped = column > EXCERPT_COLUMNS_MAX ? column - EXCERPT_COLUMNS_MAX / 2 : 0;
    String visible =
        source.substring(
            Math.min(skipped, source.length()),
            Math.min(skipped + EXCERPT_COLUMNS_MAX, source.length()));
    String caret = " ".repeat(column - 1 - skipped) + "^";
    return List.of("    " + visible.replace('\t', ' '), "    " + terminal.paint(Style.GOOD, caret));
  }
}

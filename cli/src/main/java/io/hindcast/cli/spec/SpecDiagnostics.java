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

  /** All of them and how many there are. */
  public List<String> lines(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.addAll(one(problem)));
    lines.add(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    return lines;
  }

  private List<String> one(Problem problem) {
    List<String> lines = new ArrayList<>();
    lines.add(place(problem) + terminal.paint(Style.BAD, problem.message()));
    List<String> source = spec.lines();
    if (problem.line() >= 1 && problem.line() <= source.size()) {
      lines.addAll(excerpt(source.get(problem.line() - 1), Math.max(1, problem.column())));
    }
    return lines;
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

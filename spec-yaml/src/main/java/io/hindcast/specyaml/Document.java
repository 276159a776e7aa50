package io.hindcast.specyaml;

import io.hindcast.core.spec.SpecProblem;
import java.util.List;

/**
 * The text of a spec and what is wrong with it so far.
 *
 * @param lines the text, line by line
 * @param problems gets every mistake
 */
record Document(List<String> lines, Problems problems) {

  static Document of(String text) {
    return new Document(text.lines().toList(), new Problems());
  }

  /** The line with this number, counted from 1; empty when there is none. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  void report(int line, int column, String path, String message) {
    problems.add(new SpecProblem(line, column, path, message));
  }
}

package io.hindcast.runtime.config;

import java.util.List;

/** The configuration cannot be used. Carries every problem that was found, not only the first. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf is serializable, its interface does not say so.
  private final List<String> problems;

  /** One line per problem. */
  public ConfigurationException(List<String> problems) {
    super("The configuration has %d problem(s): %s".formatted(problems.size(), text(problems)));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order in which it was found. */
  public List<String> problems() {
    return problems;
  }

  private static String text(List<String> problems) {
    return String.join("; ", problems);
  }
}

package io.hindcast.localstack.prerequisite;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The environment variables that steer the local stack; blank counts as absent. */
public record Environment(Map<String, String> variables) {
  private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** The variables of this JVM. */
  public static Environment system() {
    return new Environment(System.getenv());
  }

  /** The variable's value, unless it is absent or blank. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }

  /** The same without one variable. */
  public Environment without(String name) {
    Map<String, String> others = new HashMap<>(variables);
    others.remove(name);
    return new Environment(others);
  }

  /** The first executable of that name on {@code PATH}. */
  public Optional<Path> program(String name) {
    return PATH_SEPARATOR
        .splitAsStream(value("PATH").orElse(""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}

package io.hindcast.localstack.prerequisite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ways of running a server that the user can ask for. */
public enum ServerKind {
  /** A program on {@code PATH}. */
  BINARY,
  /** A container of a Docker engine. */
  CONTAINER,
  /** What comes with Hindcast or is fetched by it. */
  EMBEDDED;

  /**
   * What the variable asks for.
   *
   * @throws PrerequisiteMissing when it asks for something that this server does not offer
   */
  public static Optional<ServerKind> asked(
      Environment environment, String variable, ServerKind... offered) {
    return environment
        .value(variable)
        .map(text ->
            Arrays.stream(offered)
                .filter(kind -> kind.label().equals(text))
                .findFirst()
                .orElseThrow(() ->
                    new PrerequisiteMissing(
                        "%s is '%s'; set it to %s, or unset it."
                            .formatted(variable, text, labels(List.of(offered))))));
  }

  private static String labels(List<ServerKind> kinds) {
    return kinds.stream().map(ServerKind::label).collect(Collectors.joining(" or "));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

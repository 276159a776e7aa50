package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as answers carry them: an absent one is empty. */
final class Lists {
  private Lists() {}

  static <T> List<T> of(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }
}

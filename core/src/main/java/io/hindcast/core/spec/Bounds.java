package io.hindcast.core.spec;

import java.util.Optional;

/**
 * What a whole number of a spec may be.
 *
 * @param min the smallest legal value
 * @param max the largest legal value
 * @param fallback the value when the spec has none
 */
public record Bounds(long min, long max, long fallback) {

  /** Rejects bounds that exclude their own default. */
  public Bounds {
    Rules.require(min <= fallback && fallback <= max, "Expected min <= default <= max");
  }

  /** Why the value is illegal; empty when it is legal. */
  public Optional<String> problemOf(long value) {
    return value < min || value > max
        ? Optional.of("Expected a whole number from %d to %d, found %d".formatted(min, max, value))
        : Optional.empty();
  }

  void require(long value, String what) {
    problemOf(value)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(what + ": " + problem);
        });
  }
}

package io.hindcast.runtime.config;

import java.util.List;
import java.util.Optional;

/**
 * The sources as one: for each key the value of the strongest.
 *
 * @param sources weakest first
 */
record LayeredSettings(List<ConfigurationSource> sources) {

  LayeredSettings {
    sources = List.copyOf(sources);
  }

  /** A value and the name of the source that gave it. */
  record Setting(String value, String source) {}

  /** The strongest value that is not blank. */
  Optional<Setting> find(String key) {
    Optional<Setting> strongest = Optional.empty();
    for (ConfigurationSource source : sources) {
      String value = source.values().getOrDefault(key, "").strip();
      strongest = value.isEmpty() ? strongest : Optional.of(new Setting(value, source.name()));
    }
    return strongest;
  }

  List<String> keysBelow(String prefix) {
    return sources.stream()
        .flatMap(source -> source.values().keySet().stream())
        .filter(key -> key.startsWith(prefix))
        .distinct()
        .toList();
  }
}

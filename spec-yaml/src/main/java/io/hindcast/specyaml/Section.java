package io.hindcast.specyaml;

import io.hindcast.specyaml.Entries.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** A map of the document whose keys are known. */
final class Section {
  private final Value at;
  private final Map<String, Value> values;
  private final boolean read;

  private Section(Value at, Map<String, Value> values, boolean read) {
    this.at = at;
    this.values = values;
    this.read = read;
  }

  /** Reads a map; reports keys that are unknown, repeated or missing. */
  static Section read(Value value, Keys keys) {
    if (!(value.node() instanceof MappingNode mapping)) {
      value.expected("a map with the keys %s".formatted(String.join(", ", keys.all())));
      return new Section(value, Map.of(), false);
    }
    var known = new HashMap<String, Value>();
    Entries.of(value, mapping)
        .forEach((name, entry) -> {
          if (keys.all().contains(name)) {
            known.put(name, entry.value());
          } else {
            reportUnknown(name, entry, keys);
          }
        });
    keys.required().stream()
        .filter(key -> !known.containsKey(key))
        .forEach(key ->
            value
                .child(key, mapping)
                .report("Expected a value, found none: add the key '%s'".formatted(key)));
    return new Section(value, known, true);
  }

  private static void reportUnknown(String name, Entry entry, Keys keys) {
    String expected =
        Suggestion.of(name, keys.all())
            .map("did you mean '%s'?"::formatted)
            .orElseGet(() -> "expected " + String.join(", ", keys.all()));
    entry.key().report("Unknown key '%s'; %s".formatted(Value.shorten(name), expected));
  }

  Value at() {
    return at;
  }

  /** Whether the map is there; what is missing in one that is not there has been reported. */
  boolean isRead() {
    return read;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The map below a key, or an empty one in its place, which reports nothing. */
  Section section(String key, Keys keys) {
    Value value = values.get(key);
    return value == null || (value.isNull() && keys.required().isEmpty())
        ? new Section(at, Map.of(), false)
        : read(value, keys);
  }

  /** A value without a default; where it is missing, that has been reported. */
  <T> Field<T> required(String key, Function<Value, Field<T>> reading) {
    Value value = values.get(key);
    return value == null ? Field.absent(at) : reading.apply(value);
  }

  /** A value with a default, which also stands in for an empty value. */
  <T> Field<T> optional(String key, T fallback, Function<Value, Field<T>> reading) {
    return find(key).map(reading).orElseGet(() -> Field.of(fallback, at));
  }

  /** A value that may be missing or empty. */
  Optional<Value> find(String key) {
    @Nullable Value value = values.get(key);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }
}

package io.hindcast.specyaml;

import io.hindcast.core.text.PlainText;
import io.hindcast.specyaml.Entries.Entry;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads maps with free keys, whose values are texts.
 *
 * @param countMax how many entries there may be
 * @param lengthMax how long a value may be
 * @param expectedKey what a legal key is, for messages
 * @param keyProblem what else is wrong with a key
 */
record Texts(
    int countMax,
    int lengthMax,
    String expectedKey,
    Predicate<String> legalKey,
    Function<String, Optional<String>> keyProblem) {
  Texts(int countMax, int lengthMax, String expectedKey, Predicate<String> legalKey) {
    this(countMax, lengthMax, expectedKey, legalKey, key -> Optional.empty());
  }

  static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  Field<SortedMap<String, String>> read(Value value) {
    if (!(value.node() instanceof MappingNode mapping)) {
      return value.expected("a map of texts");
    }
    Map<String, Entry> entries = Entries.of(value, mapping);
    var texts = new TreeMap<String, String>();
    entries.forEach((key, entry) -> {
      Field<String> text = text(key, entry);
      if (Field.present(text)) {
        texts.put(key, text.value());
      }
    });
    return Field.<SortedMap<String, String>>of(texts, value)
        .check(read ->
            problem(entries.size() <= countMax, "at most %d entries", countMax, read.size()));
  }

  private Field<String> text(String key, Entry entry) {
    if (!legalKey.test(key)) {
      entry.key().report("Expected %s, found '%s'".formatted(expectedKey, Value.shorten(key)));
    }
    PlainText.problem("key", key, lengthMax).ifPresent(entry.key()::report);
    keyProblem.apply(key).ifPresent(entry.key()::report);
    return entry
        .value()
        .text()
        .check(text ->
            problem(text.length() <= lengthMax, "at most %d characters", lengthMax, text.length()));
  }

  private static Optional<String> problem(boolean legal, String expected, int max, int found) {
    return legal
        ? Optional.empty()
        : Optional.of("Expected %s, found %d".formatted(expected.formatted(max), found));
  }
}

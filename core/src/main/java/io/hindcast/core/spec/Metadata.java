package io.hindcast.core.spec;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who asks for a backfill and how it is found again.
 *
 * @param name what the author calls it: letters, digits, {@code . _ -}, at most 100 characters
 * @param owner the person or team to ask about it
 * @param labels free key-value pairs, carried along and searchable
 */
public record Metadata(String name, String owner, SortedMap<String, String> labels) {
  /** How many labels a spec may have. */
  public static final int LABELS_MAX = 64;

  /** How long a label's key or value may be. */
  public static final int LABEL_LENGTH_MAX = 256;

  /** How long an owner may be. */
  public static final int OWNER_LENGTH_MAX = 200;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,99})");

  /** Validates every part and copies the labels. */
  public Metadata {
    Rules.require(isName(name), "Expected %s, found '%s'".formatted(nameRule(), name));
    Rules.requireLine(owner, OWNER_LENGTH_MAX, "owner");
    Rules.require(labels.size() <= LABELS_MAX, "Expected at most %d labels".formatted(LABELS_MAX));
    labels.keySet().forEach(key -> Rules.requireLine(key, LABEL_LENGTH_MAX, "label key"));
    labels.values().forEach(value -> requireLabelValue(value));
    labels = sorted(labels);
  }

  /** Whether the text is a legal backfill name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What a legal name looks like, for messages. */
  public static String nameRule() {
    return "at most 100 letters, digits, '.', '_' and '-' that start with a letter or digit";
  }

  private static void requireLabelValue(String value) {
    Rules.require(
        value.length() <= LABEL_LENGTH_MAX,
        "A label's value has %d characters; at most %d are possible"
            .formatted(value.length(), LABEL_LENGTH_MAX));
  }

  static SortedMap<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}

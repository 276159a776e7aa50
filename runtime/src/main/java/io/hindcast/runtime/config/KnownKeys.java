package io.hindcast.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that a service understands. A file may serve several services, so a key is unknown only
 * if this service reads its section (the word before the first dot), or nobody has such a section.
 */
final class KnownKeys {
  private static final Set<String> ALL_SECTIONS =
      Set.of(
          "database",
          "http",
          "kafka",
          "management",
          "planner",
          "relay",
          "service",
          "validator",
          "warehouse",
          "worker");
  private static final List<String> SECRET_WORDS =
      List.of("password", "secret", "token", "jaas", "credential", ".key");

  /** Whatever stands between the scheme of a URL and the last at sign before its path. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s]*@");

  private static final Pattern PARAMETER = Pattern.compile("([\\w.-]+)=([^&;\\s]*)");

  private final SortedSet<String> keys = new TreeSet<>();
  private final SortedSet<String> prefixes = new TreeSet<>();

  void addKey(String key) {
    if (!ALL_SECTIONS.contains(section(key))) {
      throw new IllegalArgumentException(
          "The key %s is in no known section: use one of %s".formatted(key, ALL_SECTIONS));
    }
    keys.add(key);
  }

  void addPrefix(String prefix) {
    prefixes.add(prefix);
  }

  List<String> problemsOf(ConfigurationSource source) {
    return source.values().keySet().stream()
        .sorted()
        .filter(key -> isUnknown(key, source.strict()))
        .map(key -> "Unknown key %s (%s)%s".formatted(key, source.name(), hint(key)))
        .toList();
  }

  /**
   * The value, or a mask where the key's name says that it is a secret. In a value with a URL, the
   * user before the host and every parameter whose name says the same are masked.
   */
  static String mask(String key, String value) {
    return isSecret(key)
        ? new Secret(value).toString()
        : PARAMETER
            .matcher(USER_INFO.matcher(value).replaceAll("$1" + Secret.MASK + "@"))
            .replaceAll(found ->
                isSecret(found.group(1))
                    ? Matcher.quoteReplacement(found.group(1) + "=" + Secret.MASK)
                    : Matcher.quoteReplacement(found.group()));
  }

  private static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return !name.endsWith("-file") && SECRET_WORDS.stream().anyMatch(name::contains);
  }

  private boolean isUnknown(String key, boolean strict) {
    if (keys.contains(key) || prefixes.stream().anyMatch(key::startsWith)) {
      return false;
    }
    return sectionsRead().anyMatch(section(key)::equals)
        || (strict && !ALL_SECTIONS.contains(section(key)));
  }

  private Stream<String> sectionsRead() {
    return Stream.concat(keys.stream(), prefixes.stream()).map(KnownKeys::section);
  }

  private String hint(String key) {
    return Suggestion.closest(key, keys)
        .map(": did you mean %s?"::formatted)
        .orElse(": remove it, or see docs/configuration.md");
  }

  private static String section(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}

package io.hindcast.specyaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Enum constants as a spec writes them: {@code OLDEST_FIRST} is {@code oldestFirst}. */
final class Words {
  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

  private Words() {}

  static <E extends Enum<E>> Field<E> read(Value value, Class<E> type) {
    return value.text().check(text -> problem(text, type)).parse(text -> constant(text, type));
  }

  static <E extends Enum<E>> List<String> of(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Words::of).toList();
  }

  static String of(Enum<?> constant) {
    Matcher matcher = UNDERSCORE.matcher(constant.name().toLowerCase(Locale.ROOT));
    return matcher.replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> Optional<String> problem(String text, Class<E> type) {
    List<String> words = of(type);
    if (words.contains(text)) {
      return Optional.empty();
    }
    String suggestion =
        Suggestion.of(text, words).map("; did you mean '%s'?"::formatted).orElse("");
    return Optional.of(
        "Expected %s, found '%s'%s"
            .formatted(String.join(" or ", words), Value.shorten(text), suggestion));
  }

  private static <E extends Enum<E>> E constant(String text, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(each -> of(each).equals(text))
        .findFirst()
        .orElseThrow();
  }
}

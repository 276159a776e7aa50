package io.hindcast.specyaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes: {@code 4096}, {@code 512MiB}, {@code 10GB}. */
final class Sizes {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s?([KMGT]i?B|B)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40);

  private Sizes() {}

  static Field<Long> read(Value value) {
    return value.text().parse(Sizes::parse);
  }

  private static Long parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected a number of bytes such as 4096, 512MiB or 10GB, found '%s'"
              .formatted(Value.shorten(text)));
    }
    String unit = matcher.group(2);
    long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Expected at most 9223372036854775807 bytes, found " + text, e);
    }
  }
}

package io.hindcast.relay.swap;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of a column's type that keep every value as it is. */
final class TypeWidening {
  private static final Pattern WRAPPED = Pattern.compile("(Nullable|LowCardinality)\\((.*)\\)");
  private static final Pattern NUMBER = Pattern.compile("(U?Int|Float)(\\d+)");
  private static final Pattern ENUM = Pattern.compile("Enum(8|16)\\((.*)\\)");

  private TypeWidening() {}

  static boolean keepsValues(String from, String to) {
    if (nullable(from) && !nullable(to)) {
      return false;
    }
    String was = unwrap(from);
    String is = unwrap(to);
    return was.equals(is) || numbers(was, is) || enums(was, is);
  }

  private static boolean numbers(String from, String to) {
    Matcher was = NUMBER.matcher(from);
    Matcher is = NUMBER.matcher(to);
    if (!was.matches() || !is.matches()) {
      return false;
    }
    boolean wider = Integer.parseInt(is.group(2)) > Integer.parseInt(was.group(2));
    return wider
        && (was.group(1).equals(is.group(1))
            || (was.group(1).equals("UInt") && is.group(1).equals("Int")));
  }

  private static boolean enums(String from, String to) {
    Matcher was = ENUM.matcher(from);
    Matcher is = ENUM.matcher(to);
    return was.matches()
        && is.matches()
        && List.of(is.group(2).split(", (?=')"))
            .containsAll(List.of(was.group(2).split(", (?=')")));
  }

  private static boolean nullable(String type) {
    return type.startsWith("Nullable(") || type.startsWith("LowCardinality(Nullable(");
  }

  private static String unwrap(String type) {
    Matcher wrapped = WRAPPED.matcher(type);
    return wrapped.matches() ? unwrap(wrapped.group(2)) : type;
  }
}

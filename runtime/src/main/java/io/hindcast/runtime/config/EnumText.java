package io.hindcast.runtime.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum's constants as configuration writes them: lower case, hyphens. */
record EnumText<E extends Enum<E>>(Class<E> type) {

  Optional<E> parse(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> print(constant).equals(text))
        .findFirst();
  }

  String print(E constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String all() {
    return Arrays.stream(type.getEnumConstants())
        .map(this::print)
        .collect(Collectors.joining(", "));
  }
}

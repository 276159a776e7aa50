package io.hindcast.core.type;

import io.hindcast.core.type.ColumnType.Enumeration;
import io.hindcast.core.type.ColumnType.Field;
import io.hindcast.core.type.ColumnType.Numeric;
import io.hindcast.core.type.ColumnType.Temporal;
import io.hindcast.core.type.Conversion.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of a value, as measured on the engine (the contract test has the table). What is not
 * known here is lossy: the plan refuses it, and the statement can convert it by itself.
 */
final class TypeFit {
  private static final Conversion SAME = new Conversion.Same();
  private static final Conversion EXACT = new Conversion.Exact();

  private TypeFit() {}

  static Conversion of(ColumnType from, ColumnType into) {
    if (from.equals(into)) {
      return SAME;
    }
    if (takesAll(into, from)) {
      return EXACT;
    }
    if (from instanceof ColumnType.OrNull optional) {
      return into instanceof ColumnType.OrNull other
          ? kept(of(optional.value(), other.value()))
          : new Conversion.NullRefused(of(optional.value(), into));
    }
    if (into instanceof ColumnType.OrNull other) {
      return of(from, other.value());
    }
    return values(from, into);
  }

  private static Conversion kept(Conversion values) {
    return plain(values) ? values : new Conversion.NullKept(values);
  }

  /** Whether nothing about it depends on the value, so that a part says all about the whole. */
  private static boolean plain(Conversion conversion) {
    return conversion instanceof Conversion.Same || conversion instanceof Conversion.Exact;
  }

  /** NULL has its place in these, too. */
  private static boolean takesAll(ColumnType into, ColumnType from) {
    return switch (into) {
      case ColumnType.Anything ignored -> !(from instanceof ColumnType.Nothing);
      case ColumnType.OneOf variant -> isAmong(variant, from);
      default -> false;
    };
  }

  /** A text is read as any other of the types where that is possible, so it must be alone. */
  private static boolean isAmong(ColumnType.OneOf variant, ColumnType from) {
    if (from instanceof ColumnType.OneOf narrower) {
      return variant.types().containsAll(narrower.types());
    }
    ColumnType value = from instanceof ColumnType.OrNull optional ? optional.value() : from;
    boolean text = value instanceof ColumnType.Text && variant.types().size() > 1;
    return variant.types().contains(value) && !text;
  }

  private static Conversion values(ColumnType from, ColumnType into) {
    return switch (from) {
      case ColumnType.Nothing ignored -> EXACT;
      case ColumnType.Text ignored -> TextFit.of(into);
      case ColumnType.FixedText text ->
          into instanceof ColumnType.FixedText other && text.length() > other.length()
              ? lossy("has no room for so long a text")
              : into instanceof ColumnType.FixedText || into instanceof ColumnType.Text
                  ? EXACT
                  : TextFit.of(into);
      case Numeric number -> numbers(number, into);
      case Temporal time -> TimeFit.of(time, into);
      case Enumeration names -> names(names, into);
      case ColumnType.Address address -> addresses(address, into);
      case ColumnType.Many many -> arrays(many, into);
      case ColumnType.Dictionary map -> maps(map, into);
      case ColumnType.Row row -> rows(row, into);
      case ColumnType.Document document -> documents(document, into);
      case ColumnType.State ignored ->
          into instanceof ColumnType.State ? new Conversion.Checked(Proof.ENGINE, into) : unknown();
      case ColumnType.OneOf ignored -> lossy("stores a NULL or another type as something else");
      case ColumnType.Anything ignored -> lossy("stores a NULL or another type as something else");
      case ColumnType.OrNull ignored -> unknown();
      case ColumnType.Other ignored -> unknown();
    };
  }

  static Conversion lossy(String how) {
    return new Conversion.Lossy(how);
  }

  /** Nobody has measured it. */
  static Conversion unknown() {
    return lossy("may change them, as far as is known here");
  }

  private static Conversion numbers(Numeric number, ColumnType into) {
    return switch (into) {
      case Numeric other -> fits(number.range(), other.range());
      case ColumnType.Text ignored -> EXACT;
      case Enumeration ignored ->
          number.isWhole() && !number.isTruth()
              ? new Conversion.Checked(Proof.VALUE, into)
              : unknown();
      case Temporal time -> TimeFit.ofNumber(number, time);
      case ColumnType.Address address ->
          address.name().equals("IPv4") && number.name().equals("UInt32") ? EXACT : unknown();
      default -> unknown();
    };
  }

  static Conversion fits(NumberType from, NumberType into) {
    return from.fitsInto(into)
        ? EXACT
        : lossy("wraps, cuts or rounds values that do not fit without an error");
  }

  private static Conversion names(Enumeration names, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case Enumeration other ->
          other.values().entrySet().containsAll(names.values().entrySet())
              ? EXACT
              : lossy("takes the number for another name, or for none");
      case Numeric number -> fits(span(names), number.range());
      default -> unknown();
    };
  }

  private static NumberType span(Enumeration names) {
    var numbers = names.values().values().stream().mapToInt(Integer::intValue).summaryStatistics();
    return NumberType.between(numbers.getMin(), numbers.getMax());
  }

  private static Conversion addresses(ColumnType.Address address, ColumnType into) {
    boolean short4 = address.name().equals("IPv4");
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case ColumnType.Address other ->
          short4 && other.name().equals("IPv6")
              ? EXACT
              : address.name().equals("IPv6") && other.name().equals("IPv4")
                  ? new Conversion.Checked(Proof.ADDRESS, into)
                  : unknown();
      case Numeric number -> short4 && number.name().equals("UInt32") ? EXACT : unknown();
      default -> unknown();
    };
  }

  private static Conversion arrays(ColumnType.Many many, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case ColumnType.Many other -> {
        Conversion element = of(many.element(), other.element());
        yield plain(element) ? EXACT : new Conversion.Elements(element);
      }
      default -> unknown();
    };
  }

  private static Conversion maps(ColumnType.Dictionary map, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case ColumnType.Dictionary other -> {
        Conversion key = of(map.key(), other.key());
        Conversion value = of(map.value(), other.value());
        yield plain(key) && plain(value) ? EXACT : new Conversion.Entries(key, value);
      }
      default -> unknown();
    };
  }

  private static Conversion rows(ColumnType.Row row, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case ColumnType.Row other -> places(row, other);
      default -> unknown();
    };
  }

  /** Two tuples with names are matched by them, all others by place. */
  private static Conversion places(ColumnType.Row row, ColumnType.Row into) {
    if (row.fields().size() != into.fields().size()) {
      return lossy("leaves out, or fills with defaults, places that only one of the tuples has");
    }
    List<Field> matched = into.fields();
    if (row.isNamed() && into.isNamed()) {
      Set<String> names = row.fields().stream().map(Field::name).collect(Collectors.toSet());
      if (!into.fields().stream().allMatch(field -> names.contains(field.name()))) {
        return lossy(
            "matches the places of tuples by name, and fills with defaults what is missing");
      }
      Map<String, Field> byName = new HashMap<>();
      into.fields().forEach(field -> byName.put(String.valueOf(field.name()), field));
      matched = row.fields().stream().map(field -> byName.get(field.name())).toList();
    }
    List<Conversion> places = new ArrayList<>();
    for (int i = 0; i < matched.size(); i++) {
      places.add(of(row.fields().get(i).type(), matched.get(i).type()));
    }
    return places.stream().allMatch(TypeFit::plain) ? EXACT : new Conversion.Places(places);
  }

  private static Conversion documents(ColumnType.Document document, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> EXACT;
      case ColumnType.Document other ->
          other.typed().isEmpty() && document.typed().isEmpty() ? EXACT : unknown();
      default -> unknown();
    };
  }
}

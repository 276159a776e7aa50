package io.hindcast.specyaml;

import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Percentage;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one check of each kind. */
final class CheckReading {
  private CheckReading() {}

  static Field<Check> unique(Value value) {
    return Readings.columns(value).parse(Check.Unique::new);
  }

  static Field<Check> notNull(Value value) {
    return Readings.columns(value).parse(Check.NotNull::new);
  }

  static Field<Check> nullRate(Value value) {
    Section section = Section.read(value, Keys.NULL_RATE);
    Field<String> column = section.required("column", Readings::column);
    Field<Percentage> max = section.required("max", Readings::percentage);
    return Field.present(column, max)
        ? Field.of(new Check.NullRate(column.value(), max.value()), value)
        : Field.absent(value);
  }

  static Field<Check> aggregate(Value value) {
    Section section = Section.read(value, Keys.AGGREGATE);
    Field<SqlSource> expression = section.required("expression", InlineSql::expression);
    Field<Check.Against> against =
        section.optional(
            "against", Check.Against.LIVE, each -> Words.read(each, Check.Against.class));
    Field<Check.Per> per = per(section);
    Field<Allowance> allowance = allowance(section, value);
    return Field.present(expression, against, per, allowance)
        ? Field.of(
            new Check.Aggregate(
                expression.value().sql(), against.value(), per.value(), allowance.value()),
            value)
        : Field.absent(value);
  }

  /** What is compared at once. */
  static Field<Check.Per> per(Section section) {
    return section.optional("per", Check.Per.PARTITION, each -> Words.read(each, Check.Per.class));
  }

  /** How far two numbers may be apart. */
  static Field<Allowance> allowance(Section section, Value value) {
    Field<Percentage> tolerance =
        section.optional("tolerance", Percentage.ZERO, Readings::percentage);
    Field<BigDecimal> margin = section.optional("margin", BigDecimal.ZERO, Readings::decimal);
    return Field.present(tolerance, margin)
        ? margin.parse(number -> new Allowance(tolerance.value(), number))
        : Field.absent(value);
  }

  static Field<Check> range(Value value) {
    Section section = Section.read(value, Keys.RANGE_CHECK);
    Field<String> column = section.required("column", Readings::column);
    Optional<Field<BigDecimal>> min = section.find("min").map(Readings::decimal);
    Optional<Field<BigDecimal>> max = section.find("max").map(Readings::decimal);
    return Field.present(column) && section.isRead() && isPresent(min) && isPresent(max)
        ? Field.of(column.value(), value)
            .parse(name -> new Check.RangeCheck(name, number(min), number(max)))
        : Field.absent(value);
  }

  private static boolean isPresent(Optional<Field<BigDecimal>> bound) {
    return bound.isEmpty() || Field.present(bound.get());
  }

  private static @Nullable BigDecimal number(Optional<Field<BigDecimal>> bound) {
    return bound.map(Field::value).orElse(null);
  }
}

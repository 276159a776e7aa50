package io.hindcast.specyaml;

import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.BudgetLimits.Amounts;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads the amounts of {@code spec.pacing.budget}. */
final class BudgetReading {
  private BudgetReading() {}

  static Field<Amounts> amounts(Section section) {
    Field<Optional<Long>> rows = whole(section, "rows");
    Field<Optional<Long>> bytes =
        OptionalReadings.of(
            section, "bytes", value -> Sizes.read(value).check(BudgetLimits.AMOUNT::problemOf));
    Field<Optional<Long>> cpuSeconds = whole(section, "cpuSeconds");
    Field<Optional<BigDecimal>> money =
        OptionalReadings.of(
            section,
            "money",
            value ->
                Readings.decimal(value)
                    .require(amount -> amount.signum() > 0, "Expected an amount above 0"));
    return Field.present(rows, bytes, cpuSeconds, money)
        ? Field.of(
            new Amounts(
                rows.value().orElse(null),
                bytes.value().orElse(null),
                cpuSeconds.value().orElse(null),
                money.value().orElse(null)),
            section.at())
        : Field.absent(section.at());
  }

  private static Field<Optional<Long>> whole(Section section, String key) {
    return OptionalReadings.of(section, key, value -> Readings.whole(value, BudgetLimits.AMOUNT));
  }
}

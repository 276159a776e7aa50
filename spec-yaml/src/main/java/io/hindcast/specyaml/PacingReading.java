package io.hindcast.specyaml;

import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.ThrottleLimits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code spec.pacing}, and holds it against what the operator permits. */
final class PacingReading {
  private final SpecLimits limits;

  PacingReading(SpecLimits limits) {
    this.limits = limits;
  }

  Field<Pacing> of(Section section) {
    Field<String> pool = section.optional("pool", Pacing.POOL_DEFAULT, this::pool);
    Field<Long> priority =
        section.optional("priority", Pacing.PRIORITY.fallback(), PacingReading::priority);
    Field<Percentage> share = section.optional("share", Percentage.HUNDRED, Readings::percentage);
    Field<List<PaceWindow>> windows = section.optional("windows", List.of(), WindowReading::all);
    Field<ThrottleLimits> throttle =
        new ThrottleReading(limits).of(section.section("throttle", Keys.THROTTLE));
    Field<BudgetLimits> budget =
        section.optional("budget", BudgetLimits.NONE, value -> budget(value));
    Field<QueryLimits> query = query(section.section("query", Keys.QUERY));
    if (!Field.present(pool, priority, share, windows, throttle, budget, query)) {
      return Field.absent(section.at());
    }
    return Field.of(
        new Pacing(
            pool.value(),
            Math.toIntExact(priority.value()),
            share.value(),
            windows.value(),
            throttle.value(),
            budget.value(),
            query.value()),
        section.at());
  }

  private Field<String> pool(Value value) {
    return value
        .text()
        .check(text ->
            Pacing.isPoolName(text)
                ? limits.poolProblem(text)
                : Optional.of(
                    "Expected %s, found '%s'"
                        .formatted(Pacing.poolNameRule(), Value.shorten(text))));
  }

  /** A name or a number. */
  private static Field<Long> priority(Value value) {
    for (Pacing.Priority each : Pacing.Priority.values()) {
      Field<String> text = value.isText() ? value.text() : Field.absent(value);
      if (Field.present(text) && text.value().equals(each.name().toLowerCase(Locale.ROOT))) {
        return Field.of((long) each.weight(), value);
      }
    }
    return value.isText()
        ? value.expected("low, normal, high or a whole number from 1 to 100")
        : Readings.whole(value, Pacing.PRIORITY);
  }

  private Field<BudgetLimits> budget(Value value) {
    Section section = Section.read(value, Keys.BUDGET);
    Field<BudgetLimits.Amounts> total = BudgetReading.amounts(section);
    Field<BudgetLimits.Amounts> perHour =
        BudgetReading.amounts(section.section("perHour", Keys.PER_HOUR));
    return Field.present(total, perHour)
        ? Field.of(new BudgetLimits(total.value(), perHour.value()), value)
            .check(budget -> budget.limitsMoney() ? limits.moneyProblem() : Optional.empty())
        : Field.absent(value);
  }

  private static Field<QueryLimits> query(Section section) {
    Field<Optional<Integer>> threads =
        OptionalReadings.integer(section, "maxThreads", QueryLimits.MAX_THREADS);
    Field<Optional<Long>> memory =
        OptionalReadings.of(
            section,
            "maxMemoryUsage",
            value -> Sizes.read(value).check(QueryLimits.MAX_MEMORY_USAGE::problemOf));
    Field<Optional<Integer>> priority =
        OptionalReadings.integer(section, "priority", QueryLimits.PRIORITY);
    Field<Optional<String>> workload =
        OptionalReadings.of(
            section, "workload", value -> Readings.text(value, QueryLimits.WORKLOAD_LENGTH_MAX));
    return Field.present(threads, memory, priority, workload)
        ? Field.of(
            new QueryLimits(
                threads.value().orElse(null),
                memory.value().orElse(null),
                priority.value().orElse(null),
                workload.value().orElse(null)),
            section.at())
        : Field.absent(section.at());
  }
}

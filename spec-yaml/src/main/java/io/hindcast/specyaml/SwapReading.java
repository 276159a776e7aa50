package io.hindcast.specyaml;

import static io.hindcast.core.spec.SwapPolicy.Approval;
import static io.hindcast.core.spec.SwapPolicy.Dependents;
import static io.hindcast.core.spec.SwapPolicy.LateRows;
import static io.hindcast.core.spec.SwapPolicy.Strategy;

import io.hindcast.core.spec.SwapPolicy;
import java.time.Duration;

/** Reads {@code spec.swap}. */
final class SwapReading {
  private SwapReading() {}

  static Field<SwapPolicy> of(Section section) {
    Field<Strategy> strategy = word(section, "strategy", Strategy.EXCHANGE, Strategy.class);
    Field<Approval> approval = word(section, "approval", Approval.MANUAL, Approval.class);
    Field<Duration> keepPrevious =
        section.optional(
            "keepPrevious",
            SwapPolicy.KEEP_PREVIOUS_DEFAULT,
            value -> Readings.span(value, SwapPolicy.KEEP_PREVIOUS_MAX));
    Field<Long> catchUpRounds =
        section.optional(
            "catchUpRounds",
            SwapPolicy.CATCH_UP_ROUNDS.fallback(),
            value -> Readings.whole(value, SwapPolicy.CATCH_UP_ROUNDS));
    Field<LateRows> lateRows = word(section, "lateRows", LateRows.SOURCE, LateRows.class);
    Field<Dependents> dependents = word(section, "dependents", Dependents.LIST, Dependents.class);
    if (!Field.present(strategy, approval, keepPrevious, catchUpRounds, lateRows, dependents)) {
      return Field.absent(section.at());
    }
    return Field.of(
        new SwapPolicy(
            strategy.value(),
            approval.value(),
            keepPrevious.value(),
            Math.toIntExact(catchUpRounds.value()),
            lateRows.value(),
            dependents.value()),
        section.at());
  }

  private static <E extends Enum<E>> Field<E> word(
      Section section, String key, E fallback, Class<E> type) {
    return section.optional(key, fallback, value -> Words.read(value, type));
  }
}

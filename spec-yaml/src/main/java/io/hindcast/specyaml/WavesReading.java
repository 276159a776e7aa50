package io.hindcast.specyaml;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Percentage;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.waves}. */
final class WavesReading {
  private WavesReading() {}

  static Field<List<Percentage>> of(Section section) {
    return section.optional("waves", BackfillSpec.WAVES_DEFAULT, WavesReading::waves);
  }

  private static Field<List<Percentage>> waves(Value value) {
    Field<List<Field<Percentage>>> elements =
        Lists.elements(value, Readings::percentage, BackfillSpec.WAVES_MAX);
    if (Field.present(elements)) {
      checkOrder(elements.value());
    }
    return Lists.values(elements);
  }

  private static void checkOrder(List<Field<Percentage>> waves) {
    Percentage previous = Percentage.ZERO;
    for (Field<Percentage> wave : waves) {
      Percentage before = previous;
      Field<Percentage> checked = wave.check(found -> orderProblem(before, found));
      previous = Field.present(checked) ? checked.value() : previous;
    }
    waves.getLast().check(WavesReading::lastProblem);
  }

  private static Optional<String> orderProblem(Percentage previous, Percentage found) {
    return found.compareTo(previous) > 0
        ? Optional.empty()
        : Optional.of("Expected a percentage greater than %s, found %s".formatted(previous, found));
  }

  private static Optional<String> lastProblem(Percentage last) {
    return last.equals(Percentage.HUNDRED)
        ? Optional.empty()
        : Optional.of("Expected 100%% in the last wave, found %s".formatted(last));
  }
}

package io.hindcast.core.plan;

import io.hindcast.core.plan.ColumnFit.Verdict;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Transform.Doubt;
import io.hindcast.core.type.Conversion;
import io.hindcast.core.type.Conversion.Checked;
import io.hindcast.core.type.Conversion.Lossy;
import io.hindcast.core.type.Conversion.NullRefused;
import java.util.List;

/** What is said of the values of a column that are stored as another type. */
record ConversionVerdict(Verdict verdict, String note) {
  /** The setting with which the engine stores defaults instead of NULLs. */
  private static final String NULLS = "insert_null_as_default";

  private static final String NULL_FAILS =
      "a NULL fails the task: use ifNull(…, …), assumeNotNull(…) or a WHERE";
  private static final String VALUE_FAILS =
      "a value that cannot be stored exactly fails the task, which then names column, value and"
          + " row";

  static ConversionVerdict of(BackfillSpec spec, TableColumn from, TableColumn into) {
    Conversion conversion = Conversion.of(from.type(), into.type());
    List<Conversion> all = conversion.all().toList();
    boolean doubtful = all.stream().anyMatch(ConversionVerdict::isDoubtful);
    if (conversion.isLossy()) {
      return new ConversionVerdict(Verdict.NARROWING, narrowing(spec, all, from, into));
    }
    if (conversion instanceof NullRefused && nullsBecomeDefaults(spec)) {
      return new ConversionVerdict(
          Verdict.NULL_DEFAULTED,
          "a NULL becomes the column's default, since execution.settings has " + NULLS);
    }
    if (all.stream().anyMatch(NullRefused.class::isInstance)) {
      return new ConversionVerdict(
          Verdict.NULL_FAILS, doubtful ? NULL_FAILS + "; " + VALUE_FAILS : NULL_FAILS);
    }
    if (doubtful) {
      return new ConversionVerdict(Verdict.DOUBTFUL, VALUE_FAILS);
    }
    if (conversion.isGuarded()) {
      return new ConversionVerdict(Verdict.CHECKED, "");
    }
    return new ConversionVerdict(
        conversion instanceof Conversion.Same ? Verdict.SAME : Verdict.CONVERTED, "");
  }

  private static boolean isDoubtful(Conversion conversion) {
    return conversion instanceof Checked checked && !checked.proof().isRemote();
  }

  private static boolean nullsBecomeDefaults(BackfillSpec spec) {
    String value = spec.taskSettings().getOrDefault(NULLS, "0");
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  private static String narrowing(
      BackfillSpec spec, List<Conversion> all, TableColumn from, TableColumn into) {
    String changed =
        all.stream()
            .filter(Lossy.class::isInstance)
            .map(Lossy.class::cast)
            .map(lossy -> "the engine " + lossy.how())
            .findFirst()
            .orElse("values that do not fit are changed without an error");
    if (spec.transform().narrowing() == Doubt.ACCEPT) {
      return changed + ", which transform.narrowing accepts";
    }
    return "%s; %s, or set transform.narrowing: accept"
        .formatted(changed, Conversion.howToConvert(from.name(), from.type(), into.type()));
  }
}

package io.hindcast.core.type;

import io.hindcast.core.type.ColumnType.Numeric;
import io.hindcast.core.type.ColumnType.Temporal;
import io.hindcast.core.type.ColumnType.Temporal.Kind;
import io.hindcast.core.type.Conversion.Proof;

/** What becomes of days, instants and times of the day. */
final class TimeFit {
  private static final NumberType DAYS = NumberType.integer(false, 16);
  private static final NumberType SECONDS = NumberType.integer(false, 32);

  /** 1900 to 2299. */
  private static final NumberType LONG_DAYS = NumberType.between(-25_567, 120_529);

  /** Nanoseconds since 1970 in 64 bits end in the year 2262. */
  private static final int NANOSECONDS = 9;

  private TimeFit() {}

  static Conversion of(Temporal time, ColumnType into) {
    return switch (into) {
      case ColumnType.Text ignored -> new Conversion.Exact();
      case Temporal other -> times(time, other);
      case Numeric number -> numbers(time.kind(), number);
      default -> TypeFit.unknown();
    };
  }

  /** The engine counts days or seconds; whatever does not fit is clamped or wraps. */
  static Conversion ofNumber(Numeric number, Temporal into) {
    NumberType range =
        switch (into.kind()) {
          case DATE -> DAYS;
          case DATE_TIME -> SECONDS;
          case DATE32, DATE_TIME64, TIME, TIME64 -> NumberType.between(0, 0);
        };
    return number.range().fitsInto(range) && !number.isTruth()
        ? new Conversion.Exact()
        : TypeFit.lossy(
            "takes a number for days or seconds since 1970 and clamps or wraps what does not fit");
  }

  private static Conversion numbers(Kind kind, Numeric number) {
    return switch (kind) {
      case DATE -> TypeFit.fits(DAYS, number.range());
      case DATE32 -> TypeFit.fits(LONG_DAYS, number.range());
      case DATE_TIME -> TypeFit.fits(SECONDS, number.range());
      case DATE_TIME64 -> TypeFit.lossy("cuts the fraction of a second");
      case TIME, TIME64 -> TypeFit.unknown();
    };
  }

  private static Conversion times(Temporal from, Temporal into) {
    return switch (from.kind()) {
      case DATE ->
          switch (into.kind()) {
            case DATE, DATE32, DATE_TIME64 -> new Conversion.Exact();
            case DATE_TIME -> checked(Proof.DAY_IN_SECONDS, into);
            case TIME, TIME64 -> cuts();
          };
      case DATE32 ->
          switch (into.kind()) {
            case DATE32 -> new Conversion.Exact();
            case DATE_TIME64 ->
                into.precision() < NANOSECONDS
                    ? new Conversion.Exact()
                    : checked(Proof.DAY_IN_NANOSECONDS, into);
            case DATE, DATE_TIME, TIME, TIME64 -> cuts();
          };
      case DATE_TIME ->
          into.kind() == Kind.DATE_TIME || into.kind() == Kind.DATE_TIME64
              ? new Conversion.Exact()
              : cuts();
      case DATE_TIME64 -> instants(from, into);
      case TIME, TIME64 ->
          (into.kind() == Kind.TIME || into.kind() == Kind.TIME64)
                  && from.precision() <= into.precision()
                  && from.kind().compareTo(into.kind()) <= 0
              ? new Conversion.Exact()
              : cuts();
    };
  }

  private static Conversion instants(Temporal from, Temporal into) {
    if (into.kind() != Kind.DATE_TIME64 || from.precision() > into.precision()) {
      return cuts();
    }
    return into.precision() >= NANOSECONDS && from.precision() < NANOSECONDS
        ? checked(Proof.INSTANT_IN_NANOSECONDS, into)
        : new Conversion.Exact();
  }

  private static Conversion checked(Proof proof, Temporal into) {
    return new Conversion.Checked(proof, into);
  }

  private static Conversion cuts() {
    return TypeFit.lossy("cuts days, times of the day or fractions of a second off, or wraps");
  }
}

package io.hindcast.core.type;

import io.hindcast.core.type.ColumnType.Numeric;
import io.hindcast.core.type.ColumnType.Temporal;
import io.hindcast.core.type.Conversion.Proof;

/** What becomes of texts that are stored as something else. */
final class TextFit {
  private TextFit() {}

  static Conversion of(ColumnType into) {
    return switch (into) {
      case Numeric number -> checked(number.isTruth() ? Proof.PARSED : Proof.NUMBER_TEXT, into);
      case Temporal time ->
          switch (time.kind()) {
            case DATE, DATE32, TIME, TIME64 -> checked(Proof.CALENDAR_TEXT, into);
            case DATE_TIME, DATE_TIME64 -> checked(Proof.INSTANT_TEXT, into);
          };
      case ColumnType.Enumeration ignored -> checked(Proof.NAME, into);
      case ColumnType.FixedText ignored -> checked(Proof.LENGTH, into);
      case ColumnType.Address ignored -> checked(Proof.PARSED, into);
      case ColumnType.Many ignored -> parts();
      case ColumnType.Row ignored -> parts();
      case ColumnType.Document ignored ->
          TypeFit.lossy(
              "reads the text as a document and keeps neither its NULLs nor large numbers");
      default -> TypeFit.unknown();
    };
  }

  private static Conversion checked(Proof proof, ColumnType into) {
    return new Conversion.Checked(proof, into);
  }

  private static Conversion parts() {
    return TypeFit.lossy("reads the values in the text without looking whether they fit");
  }
}

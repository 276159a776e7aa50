package io.hindcast.benchmarks.figures;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option of which there has to be at least one, or nothing is measured. */
public final class PositiveNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("0*[1-9][0-9]{0,8}")) {
      throw new TypeConversionException(
          "expected a whole number from 1 to 999999999, found '%s'".formatted(text));
    }
    return Integer.valueOf(text);
  }
}

package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.AffectedKeys;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The column whose values {@code target.keys} lists.
 *
 * @param name the column
 * @param expressions the dimensions that are made of it alone, in the key's order
 */
public record KeyColumn(String name, List<String> expressions) {

  /** Copies the expressions. */
  public KeyColumn {
    expressions = List.copyOf(expressions);
  }

  /**
   * Finds the column.
   *
   * @throws HindcastException SPEC_INVALID when the key has none, or several and none is named
   */
  public static KeyColumn of(PartitionLayout layout, AffectedKeys keys) {
    List<String> candidates =
        layout.keys().stream()
            .filter(dimension -> dimension.columns().size() == 1)
            .map(dimension -> dimension.columns().getFirst())
            .distinct()
            .toList();
    String named = keys.column();
    if (candidates.isEmpty() || (named != null && !candidates.contains(named))) {
      throw invalid(
          "%s column that target.keys could choose partitions by%s: the partition key is (%s)"
              .formatted(
                  named == null ? "There is no" : "'%s' is no".formatted(named),
                  candidates.isEmpty() ? "" : ", as is " + String.join(" or ", candidates),
                  layout.expressions().stream().collect(Collectors.joining(", "))));
    }
    if (named == null && candidates.size() > 1) {
      throw invalid(
          "target.keys could mean the columns %s; say which one with target.keys.column"
              .formatted(String.join(", ", candidates)));
    }
    String column = named == null ? candidates.getFirst() : named;
    return new KeyColumn(
        column,
        layout.keys().stream()
            .filter(dimension -> dimension.columns().equals(List.of(column)))
            .map(KeyDimension::expression)
            .toList());
  }

  private static HindcastException invalid(String message) {
    return new HindcastException(ErrorCode.SPEC_INVALID, message);
  }
}

package io.hindcast.core.plan;

import java.util.List;
import java.util.Objects;

/** Says of each source how its changes are told. */
final class SourceNotes {
  private SourceNotes() {}

  static List<Finding> of(Survey survey) {
    return survey.sources().stream()
        .filter(source -> source.telling() != null)
        .map(source ->
            Finding.note(
                "Changes of the source %s are told: %s"
                    .formatted(source.name(), Objects.requireNonNull(source.telling()).why())))
        .toList();
  }
}

package io.hindcast.schemas.codec;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Whether each version of a schema reads what each other version wrote. */
final class CompatibilityCheck {
  private CompatibilityCheck() {}

  /** One line per pair of versions that cannot be read; empty when all can. */
  static List<String> problems(SchemaHistory history) {
    var problems = new ArrayList<String>();
    for (int reader = 1; reader <= history.current(); reader++) {
      for (int writer = 1; writer <= history.current(); writer++) {
        problems.addAll(problems(history, reader, writer));
      }
    }
    return problems;
  }

  private static List<String> problems(SchemaHistory history, int reader, int writer) {
    Schema readerSchema = history.versions().get(reader - 1);
    Schema writerSchema = history.versions().get(writer - 1);
    var pair = SchemaCompatibility.checkReaderWriterCompatibility(readerSchema, writerSchema);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return List.of();
    }
    return pair.getResult().getIncompatibilities().stream()
        .map(found ->
            "%s version %d cannot read version %d at %s: %s (%s)"
                .formatted(
                    history.name(),
                    reader,
                    writer,
                    found.getLocation(),
                    found.getMessage(),
                    found.getType()))
        .toList();
  }
}

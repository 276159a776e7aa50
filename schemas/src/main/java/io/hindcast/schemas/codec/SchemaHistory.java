package io.hindcast.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every version of a message's schema that was ever published, from the archive {@code
 * history/<Name>/v<N>.avsc} on the class path.
 *
 * @param name simple name of the message
 * @param versions oldest first; version N is at index N - 1; never empty
 */
public record SchemaHistory(String name, List<Schema> versions) {
  /** A history with at least one version. */
  public SchemaHistory {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(
          "No schema of %s is archived; expected history/%s/v1.avsc.".formatted(name, name));
    }
  }

  /** The archived versions of a message type. */
  public static SchemaHistory of(Class<? extends SpecificRecord> type) {
    var versions = new ArrayList<Schema>();
    for (var next = read(type, 1); next.isPresent(); next = read(type, versions.size() + 1)) {
      versions.add(next.get());
    }
    return new SchemaHistory(type.getSimpleName(), versions);
  }

  /** The version that this build writes, counted from 1. */
  public int current() {
    return versions.size();
  }

  /** The schema that this build writes. */
  public Schema newest() {
    return versions.getLast();
  }

  private static Optional<Schema> read(Class<?> type, int version) {
    String resource = "/history/%s/v%d.avsc".formatted(type.getSimpleName(), version);
    try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Archived schema " + resource + " cannot be read.", e);
    }
  }
}

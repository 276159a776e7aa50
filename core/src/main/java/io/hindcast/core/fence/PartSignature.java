package io.hindcast.core.fence;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Identifies sets of parts: parts never change, so that the same set has the same rows. */
final class PartSignature {
  private PartSignature() {}

  static String of(Collection<SourcePart> parts) {
    String all =
        parts.stream()
            .map(part ->
                String.join(
                    ":",
                    part.storage(),
                    part.partitionId(),
                    Long.toString(part.minBlock()),
                    Long.toString(part.maxBlock()),
                    Long.toString(part.dataVersion()),
                    Long.toString(part.rows())))
            .sorted()
            .collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

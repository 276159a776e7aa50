package io.hindcast.core.scope;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one swap of recomputed partitions has published.
 *
 * @param transformVersion the version that its author gave the transform
 * @param statement as {@link StatementHash} gives it
 * @param at when readers first saw it
 */
public record Publication(
    UUID backfillId,
    UUID swapId,
    String transformVersion,
    String statement,
    Instant at,
    List<Content> contents) {

  /** One partition as it was published; the checksum does not depend on the order of the rows. */
  public record Content(String partitionId, long rows, String checksum) {}

  /** Copies the contents. */
  public Publication {
    contents = List.copyOf(contents);
  }
}

package io.hindcast.core.scope;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.Source;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What produced the live content of one partition.
 *
 * @param backfillId the backfill that published it
 * @param swapId with this swap
 * @param transformVersion the version that its author gave the transform
 * @param statement as {@link StatementHash} gives it
 * @param at when it was published
 * @param rows rows that were published
 * @param checksum of the rows that were published
 * @param reads what its tasks saw of the sources; empty when that is not known
 */
public record Provenance(
    UUID backfillId,
    UUID swapId,
    String transformVersion,
    String statement,
    Instant at,
    long rows,
    String checksum,
    List<Read> reads) {

  /**
   * What one task saw of the sources.
   *
   * @param range the task's
   * @param fence the sources just before they were read
   */
  public record Read(TimeRange range, SourceFence fence) {}

  /** Copies the reads. */
  public Provenance {
    reads = List.copyOf(reads);
  }

  /** Whether it was computed by this version of this statement. */
  boolean isOf(String version, String hash) {
    return transformVersion.equals(version) && statement.equals(hash);
  }

  /** Whether its tasks read all of the range, rather than less of it. */
  boolean covers(TimeRange partition) {
    Instant covered = partition.from();
    for (TimeRange range : reads.stream().map(Read::range).sorted().toList()) {
      if (!range.from().isAfter(covered) && range.to().isAfter(covered)) {
        covered = range.to();
      }
    }
    return !covered.isBefore(partition.to());
  }

  /**
   * Whether rows that the partition is computed from may have come, gone or changed since.
   *
   * @param partition the instants whose rows it holds
   */
  boolean sourcesMoved(Source source, TimeRange partition, SourceState now) {
    return reads.isEmpty() || reads.stream().anyMatch(read -> moved(source, read, partition, now));
  }

  private static boolean moved(Source source, Read read, TimeRange partition, SourceState now) {
    TimeRange reach = source.reach(shared(read.range(), partition));
    return source.tables().stream()
            .anyMatch(table -> now.doubts(table) && !read.fence().tells(table))
        || read.fence().movedWithinPiece(reach, now);
  }

  /** Of a task of several partitions this one's share; of a chunk of the partition the chunk. */
  private static TimeRange shared(TimeRange task, TimeRange partition) {
    return task.overlaps(partition)
        ? new TimeRange(
            task.from().isAfter(partition.from()) ? task.from() : partition.from(),
            task.to().isBefore(partition.to()) ? task.to() : partition.to())
        : task;
  }
}

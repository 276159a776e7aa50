package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.ProvenanceTable;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.scope.Provenance;
import io.hindcast.core.scope.Publication;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What produced the live content of one target's partitions. */
final class InMemoryProvenanceTable implements ProvenanceTable {
  private final Tables tables;
  private final String target;

  InMemoryProvenanceTable(Tables tables, String target) {
    this.tables = tables;
    this.target = target;
  }

  /** A publication, and what the tasks of its round saw. */
  record PublishedRow(String target, Publication publication, List<TaskRead> reads, boolean live) {
    PublishedRow(String target, Publication publication, List<TaskRead> reads) {
      this(target, publication, reads, true);
    }

    PublishedRow live(Collection<UUID> swapIds) {
      return new PublishedRow(target, publication, reads, swapIds.contains(publication.swapId()));
    }

    boolean has(String partitionId) {
      return publication.contents().stream().anyMatch(it -> it.partitionId().equals(partitionId));
    }
  }

  /** What the task of these partitions saw. */
  record TaskRead(List<String> partitions, Provenance.Read read) {}

  @Override
  public void publish(Publication publication, int round) {
    List<TaskRead> reads =
        tables.of(publication.backfillId()).tasks.values().stream()
            .filter(row -> row.task().round() == round)
            .map(InMemoryProvenanceTable::read)
            .toList();
    tables.publications.add(publication.swapId(), new PublishedRow(target, publication, reads));
  }

  private static TaskRead read(Belongings.TaskRow row) {
    SourceFence fence = row.fence();
    return new TaskRead(
        row.task().partitionIds(),
        new Provenance.Read(
            row.task().range(), fence == null ? new SourceFence(List.of()) : fence));
  }

  @Override
  public void live(UUID backfillId, Collection<UUID> swapIds) {
    List.copyOf(tables.publications.values()).stream()
        .filter(row -> row.publication().backfillId().equals(backfillId))
        .forEach(row -> tables.publications.put(row.publication().swapId(), row.live(swapIds)));
  }

  @Override
  public TargetHistory history() {
    Map<String, Provenance> live = new HashMap<>();
    for (PublishedRow row : tables.publications.values()) {
      if (row.live() && row.target().equals(target)) {
        row.publication()
            .contents()
            .forEach(content -> live.put(content.partitionId(), provenance(row, content)));
      }
    }
    return new TargetHistory(live, failed());
  }

  private static Provenance provenance(PublishedRow row, Publication.Content content) {
    Publication publication = row.publication();
    return new Provenance(
        publication.backfillId(),
        publication.swapId(),
        publication.transformVersion(),
        publication.statement(),
        publication.at(),
        content.rows(),
        content.checksum(),
        row.reads().stream()
            .filter(it -> it.partitions().contains(content.partitionId()))
            .map(TaskRead::read)
            .toList());
  }

  /** Later backfills of the same partition replace what earlier ones say. */
  private Set<String> failed() {
    Set<String> failed = new HashSet<>();
    for (Backfill backfill : tables.backfills.values()) {
      if (backfill.request().target().equals(target)) {
        for (Belongings.TaskRow row : tables.of(backfill.id()).tasks.values()) {
          note(failed, backfill, row.task());
        }
      }
    }
    return failed;
  }

  private void note(Set<String> failed, Backfill backfill, Task task) {
    switch (backfill.state()) {
      case BackfillState.Swapped ignored -> task.partitionIds().forEach(failed::remove);
      case BackfillState.RolledBack ignored -> task.partitionIds().forEach(failed::remove);
      case BackfillState.Failed ignored -> addUnpublished(failed, backfill, task);
      case BackfillState.HotPartition ignored -> addUnpublished(failed, backfill, task);
      case BackfillState.Cancelled ignored when task.state() instanceof TaskState.GaveUp ->
          addUnpublished(failed, backfill, task);
      default -> {} // Has not ended, or never began.
    }
  }

  private void addUnpublished(Set<String> failed, Backfill backfill, Task task) {
    for (String partition : task.partitionIds()) {
      boolean published =
          tables.publications.values().stream()
              .filter(row -> row.live() && row.has(partition))
              .anyMatch(row -> row.publication().backfillId().equals(backfill.id()));
      if (published) {
        failed.remove(partition);
      } else {
        failed.add(partition);
      }
    }
  }
}

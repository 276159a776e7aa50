package io.hindcast.relay.swap.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** What is behind a table's name. */
public final class Storage {
  final UUID id;
  final List<Part> parts = new ArrayList<>();
  boolean mergesStopped;
  boolean still;

  Storage(UUID id) {
    this.id = id;
  }

  /** Rows of one partition that were written or merged together. */
  record Part(String partition, String name, List<Long> rows) {
    /** Equal for clones, whatever their name. */
    String hash() {
      return partition + rows;
    }
  }

  Stream<Part> in(String partition) {
    return parts.stream().filter(part -> part.partition().equals(partition));
  }

  SortedSet<String> partitions() {
    SortedSet<String> partitions = new TreeSet<>();
    parts.forEach(part -> partitions.add(part.partition()));
    return partitions;
  }

  /** All rows of a partition, sorted. */
  public List<Long> rows(String partition) {
    return in(partition).flatMap(part -> part.rows().stream()).sorted().toList();
  }

  /** All rows of the partitions whose name starts so, sorted. */
  public List<Long> rowsOf(String prefix) {
    return parts.stream()
        .filter(part -> part.partition().startsWith(prefix))
        .flatMap(part -> part.rows().stream())
        .sorted()
        .toList();
  }

  /** Whether merges stand still. */
  public boolean mergesStopped() {
    return mergesStopped;
  }
}

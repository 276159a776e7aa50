package io.hindcast.relay.swap.model;

import io.hindcast.core.table.TableName;
import io.hindcast.relay.swap.model.Storage.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Tables, and what goes on in them without being asked: inserts, merges, restarts. */
public final class ModelServer {
  private static final int INSERTS_MAX = 4;

  final Map<TableName, Storage> tables = new TreeMap<>();
  private final Random random;
  private final TableName live;
  private final List<Insert> inserts = new ArrayList<>();
  private final List<Merge> merges = new ArrayList<>();
  private final List<Written> acknowledged = new ArrayList<>();
  private final List<Written> unsure = new ArrayList<>();
  private final Map<Long, String> filled = new HashMap<>();
  private List<String> written = List.of();
  private boolean changed;
  private long next = 1;

  /** An empty server; writers write into {@code live}. */
  public ModelServer(Random random, TableName live) {
    this.random = random;
    this.live = live;
  }

  /** A row and where it went. */
  public record Written(String partition, long row) {}

  private record Insert(String id, Storage storage, String partition, long row) {}

  private record Merge(Storage storage, List<Part> parts) {}

  /** A table with a part of one row. */
  public void add(TableName table, String partition) {
    Storage storage = tables.computeIfAbsent(table, ignored -> new Storage(uuid()));
    long row = number();
    filled.put(row, partition);
    storage.parts.add(part(partition, List.of(row)));
  }

  /** The partition into which a row was filled. */
  public String partitionOf(long row) {
    return filled.getOrDefault(row, "");
  }

  /** The table's storage. */
  public Storage storage(TableName table) {
    Storage storage = tables.get(table);
    if (storage == null) {
      throw ModelWarehouse.unknown(table);
    }
    return storage;
  }

  /** Names of all tables. */
  public List<TableName> names() {
    return List.copyOf(tables.keySet());
  }

  /** All storages that have a name. */
  public Stream<Storage> storages() {
    return tables.values().stream();
  }

  /** Rows whose writers were told that they are safe. */
  public List<Written> acknowledged() {
    return acknowledged;
  }

  /** Rows whose writers were told nothing: they may be there, once. */
  public List<Written> unsure() {
    return unsure;
  }

  /** A statement may have changed what readers see. */
  void changed() {
    changed = true;
  }

  /** Whether one may have done so since this was asked last. */
  public boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** From now on rows come into these partitions. */
  public void writeInto(List<String> partitions) {
    written = List.copyOf(partitions);
  }

  /** Something happens, or nothing. */
  public void act() {
    switch (random.nextInt(6)) {
      case 0, 1 -> beginInsert();
      case 2 -> endInsert();
      case 3 -> beginMerge();
      case 4 -> endMerge();
      default -> {}
    }
  }

  /** Inserts that run come to their end. */
  public void settle() {
    while (!inserts.isEmpty()) {
      endInsert();
    }
  }

  private void beginInsert() {
    if (inserts.size() < INSERTS_MAX && tables.containsKey(live)) {
      String partition = written.get(random.nextInt(written.size()));
      inserts.add(new Insert("q" + number(), storage(live), partition, number()));
    }
  }

  private void endInsert() {
    if (!inserts.isEmpty()) {
      Insert insert = inserts.remove(random.nextInt(inserts.size()));
      insert.storage().parts.add(part(insert.partition(), List.of(insert.row())));
      acknowledged.add(new Written(insert.partition(), insert.row()));
    }
  }

  private void beginMerge() {
    List<Storage> all = storages().toList();
    Storage storage = all.get(random.nextInt(all.size()));
    if (!storage.mergesStopped && !storage.still && !storage.parts.isEmpty()) {
      String partition = storage.parts.get(random.nextInt(storage.parts.size())).partition();
      List<Part> parts = storage.in(partition).toList();
      if (parts.size() > 1) {
        merges.add(new Merge(storage, parts));
      }
    }
  }

  private void endMerge() {
    if (!merges.isEmpty()) {
      Merge merge = merges.remove(random.nextInt(merges.size()));
      if (merge.storage().parts.containsAll(merge.parts())) {
        merge.storage().parts.removeAll(merge.parts());
        List<Long> rows =
            merge.parts().stream().flatMap(part -> part.rows().stream()).sorted().toList();
        merge.storage().parts.add(part(merge.parts().getFirst().partition(), rows));
      }
    }
  }

  /** Kills and starts the server: merges run again, inserts end in one way or the other. */
  void restart() {
    for (Insert insert : inserts) {
      unsure.add(new Written(insert.partition(), insert.row()));
      if (random.nextBoolean()) {
        insert.storage().parts.add(part(insert.partition(), List.of(insert.row())));
      }
    }
    inserts.clear();
    merges.clear();
    storages().forEach(storage -> storage.mergesStopped = false);
  }

  int runningMerges(Storage storage) {
    return (int) merges.stream().filter(merge -> merge.storage() == storage).count();
  }

  List<String> runningInserts() {
    return inserts.stream().map(Insert::id).toList();
  }

  Part part(String partition, List<Long> rows) {
    return new Part(partition, partition + "_" + number(), rows);
  }

  Storage create() {
    return new Storage(uuid());
  }

  private UUID uuid() {
    return new UUID(1, number());
  }

  private long number() {
    return next++;
  }
}

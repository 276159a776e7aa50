package io.hindcast.relay.swap.model;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.relay.swap.model.Storage.Part;
import io.hindcast.warehouse.KeySet;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.StructureChange;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TablePart;
import io.hindcast.warehouse.testing.UnsupportedWarehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** The warehouse port on a model server. Each call can be interrupted before and after it. */
public final class ModelWarehouse extends UnsupportedWarehouse {
  private final ModelServer server;
  private final Interruptions interruptions;

  /** A client of the server. */
  public ModelWarehouse(ModelServer server, Interruptions interruptions) {
    this.server = server;
    this.interruptions = interruptions;
  }

  static HindcastException unknown(TableName table) {
    return new HindcastException(ErrorCode.TABLE_UNKNOWN, "No table " + table);
  }

  /** Restarts the server; the statement that runs is broken off. */
  public HindcastException restart() {
    server.restart();
    return new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "Restarted");
  }

  private void change(Runnable statement) {
    Runnable effect =
        () -> {
          statement.run();
          server.changed();
        };
    interruptions.before(effect);
    effect.run();
    interruptions.after();
  }

  private <T> T read(Supplier<T> look) {
    interruptions.before(() -> {});
    return look.get();
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return read(() ->
        Optional.ofNullable(server.tables.get(table))
            .map(storage ->
                new TableDescription(
                    table, storage.id, "MergeTree", true, List.of(), "p", "id", 0, 0)));
  }

  @Override
  public void createLike(TableName table, TableName like) {
    change(() -> {
      server.storage(like);
      server.tables.computeIfAbsent(table, ignored -> server.create());
    });
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    return read(() ->
        server.names().stream()
            .filter(name -> name.database().equals(database))
            .filter(name -> name.table().startsWith(prefix))
            .toList());
  }

  @Override
  public void drop(WorkingTable table) {
    change(() -> server.tables.remove(table.name()));
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    for (String id : partitionIds) {
      change(() -> {
        Storage source = server.storage(staging);
        Storage target = server.storage(into);
        List<Part> clones = source.in(id).map(part -> server.part(id, part.rows())).toList();
        target.parts.removeIf(part -> part.partition().equals(id));
        target.parts.addAll(clones);
      });
    }
  }

  @Override
  public Map<String, PartitionContent> contents(TableName table, Collection<String> ids) {
    return read(() -> digests(table, ids));
  }

  @Override
  public Map<String, PartitionContent> fingerprints(TableName table) {
    return read(() -> digests(table, server.storage(table).partitions()));
  }

  private Map<String, PartitionContent> digests(TableName table, Collection<String> ids) {
    Storage storage = server.storage(table);
    Map<String, PartitionContent> digests = new TreeMap<>();
    for (String id : ids) {
      List<Long> rows = storage.rows(id);
      if (!rows.isEmpty()) {
        String parts = storage.in(id).map(Part::hash).sorted().toList().toString();
        digests.put(id, new PartitionContent(id, rows.size(), rows.toString(), parts));
      }
    }
    return digests;
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    return read(() -> Optional.ofNullable(server.tables.get(table)).map(storage -> storage.id));
  }

  @Override
  public void rename(WorkingTable own, WorkingTable other) {
    TableName from = own.name();
    TableName to = other.name();
    change(() -> {
      Storage storage = server.storage(from);
      if (server.tables.containsKey(to)) {
        throw new HindcastException(ErrorCode.ILLEGAL_STATE, to + " exists");
      }
      server.tables.remove(from);
      server.tables.put(to, storage);
    });
  }

  @Override
  public void exchange(TableName a, WorkingTable own) {
    TableName b = own.name();
    change(() -> {
      Storage first = server.storage(a);
      server.tables.put(a, server.storage(b));
      server.tables.put(b, first);
    });
  }

  @Override
  public void stopMerges(TableName table) {
    // Never delayed: one that arrives after the end is what the docs say is not guaranteed.
    interruptions.before(() -> {});
    server.storage(table).mergesStopped = true;
    interruptions.after();
  }

  @Override
  public void startMerges(TableName table) {
    change(() -> server.storage(table).mergesStopped = false);
  }

  @Override
  public void createTwin(TableName table, TableName like) {
    createLike(table, like);
  }

  @Override
  public void still(TableName table) {
    change(() -> server.storage(table).still = true);
  }

  @Override
  public boolean hasPendingUpdates(TableName table) {
    return false;
  }

  @Override
  public void restructure(WorkingTable table, StructureChange change) {}

  /** Rows of the model have no keys. */
  @Override
  public boolean keysAreUnique(TableName table, List<String> key) {
    return false;
  }

  /** Where all rows have one key, a single row that is gone makes all of them doubtful. */
  @Override
  public Map<String, Long> withhold(WorkingTable copies, KeySet keys) {
    List<Long> gone = new ArrayList<>();
    change(() -> {
      gone.clear();
      for (String id : keys.partitionIds()) {
        keys.tables().forEach(table -> gone.addAll(server.storage(table).rows(id)));
        if (keys.goneFrom() != null) {
          server.storage(keys.goneFrom()).rows(id).forEach(gone::remove);
        }
      }
    });
    return gone.isEmpty() ? Map.of() : Map.of("gone", (long) gone.size());
  }

  @Override
  public int runningMerges(TableName table) {
    return read(() -> server.runningMerges(server.storage(table)));
  }

  @Override
  public List<TablePart> parts(TableName table, Collection<String> partitionIds) {
    return read(() ->
        server.storage(table).parts.stream()
            .filter(part -> partitionIds.isEmpty() || partitionIds.contains(part.partition()))
            .map(part ->
                new TablePart(
                    part.partition(), part.name(), part.rows().size(), part.hash(), false))
            .toList());
  }

  @Override
  public void dropPartitions(WorkingTable table, Collection<String> ids) {
    change(
        () -> server.storage(table.name()).parts.removeIf(part -> ids.contains(part.partition())));
  }

  @Override
  public List<String> runningInserts(TableName table) {
    return read(server::runningInserts);
  }

  @Override
  public List<String> stillRunning(Collection<String> queryIds) {
    return read(() -> server.runningInserts().stream().filter(queryIds::contains).toList());
  }

  @Override
  public long copyParts(TableName from, Collection<String> partNames, WorkingTable own) {
    TableName into = own.name();
    change(() -> {
      List<Part> named =
          server.storage(from).parts.stream()
              .filter(part -> partNames.contains(part.name()))
              .toList();
      if (named.size() != partNames.size()) {
        throw new HindcastException(ErrorCode.CONTENT_CHANGED, "Parts are gone");
      }
      server.tables.put(into, server.create());
      named.forEach(part -> write(into, part.partition(), part.rows()));
    });
    return server.storage(into).rowsOf("").size();
  }

  @Override
  public long copyBeyond(
      TableName from, Collection<String> ids, Collection<TableName> bases, WorkingTable own) {
    TableName into = own.name();
    change(() -> {
      List<Storage> known = bases.stream().map(server::storage).toList();
      server.tables.put(into, server.create());
      for (String id : ids) {
        List<Long> rows = new ArrayList<>(server.storage(from).rows(id));
        known.forEach(base -> base.rows(id).forEach(rows::remove));
        if (!rows.isEmpty()) {
          write(into, id, rows);
        }
      }
    });
    return server.storage(into).rowsOf("").size();
  }

  private void write(TableName table, String partition, List<Long> rows) {
    server.storage(table).parts.add(server.part(partition, List.copyOf(rows)));
  }

  @Override
  public void moveAll(WorkingTable own, TableName into) {
    TableName from = own.name();
    for (String id : read(() -> server.storage(from).partitions())) {
      change(() -> {
        Storage source = server.storage(from);
        Storage target = server.storage(into);
        source.in(id).forEach(part -> target.parts.add(server.part(id, part.rows())));
        if (interruptions.diesInMove()) {
          throw restart();
        }
        source.parts.removeIf(part -> part.partition().equals(id));
      });
    }
  }
}

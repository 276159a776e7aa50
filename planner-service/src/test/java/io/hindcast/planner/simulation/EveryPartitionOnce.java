package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.SwapRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * When a swap is asked for, the shadow holds of each partition exactly what the accepted attempt of
 * its task has read: nothing lost, nothing doubled. When a backfill has ended as swapped, the live
 * table holds every row that the source held when it was compared for the last time.
 */
final class EveryPartitionOnce implements Invariant {
  private final Accepted accepted = new Accepted();
  private final Map<UUID, List<Long>> comparisons = new HashMap<>();
  private List<Seen> seen = List.of();

  @Override
  public void committed(Life life, List<Seen> all) {
    seen = all;
    accepted.note(all);
    for (Seen one : all) {
      BackfillState state = one.backfill().state();
      UUID id = one.backfill().id();
      if (state instanceof BackfillState.FollowingUp) {
        comparisons.computeIfAbsent(id, ignored -> new ArrayList<>());
      } else if (comparisons.containsKey(id)) {
        List<Long> arrived = comparisons.remove(id);
        if (state instanceof BackfillState.Swapped) {
          checkLive(life, one, Collections.min(arrived));
        }
      }
    }
  }

  @Override
  public void looked(Life life) {
    comparisons.values().forEach(list -> list.add(life.server.source.arrived()));
  }

  @Override
  public void sent(Life life, SpecificRecord message) {
    if (message instanceof SwapRequest request) {
      TableName shadow = References.table(request.getShadowTable());
      ModelServer.Table table = life.server.tables.get(shadow);
      if (table == null) {
        throw new AssertionError("EveryPartitionOnce: no " + shadow);
      }
      checkShadow(life, request, table);
    }
  }

  @Override
  public void swapped(Life life, SwapRequest request) {
    checkShadow(life, request, life.server.table(ModelServer.TARGET));
  }

  private void checkShadow(Life life, SwapRequest request, ModelServer.Table table) {
    UUID id = request.getMeta().getBackfillId();
    List<String> pinned = new ArrayList<>();
    request.getPins().forEach(pin -> pinned.add(pin.getPartitionId()));
    Map<String, List<Long>> planned = new TreeMap<>();
    seen.stream()
        .filter(one -> one.backfill().id().equals(id))
        .flatMap(one -> one.tasks().stream())
        .filter(task -> task.round() == request.getRound())
        .forEach(task -> addRead(life, id, task, planned));
    planned.forEach((partition, read) -> {
      List<Long> found = rows(table, partition).stream().sorted().toList();
      List<Long> expected = read.stream().sorted().toList();
      Invariant.require(
          found.equals(expected),
          () ->
              "EveryPartitionOnce: %s holds %s, and its accepted attempts have read %s"
                  .formatted(partition, found, expected));
    });
    Invariant.require(
        pinned.size() == planned.size() && planned.keySet().equals(new HashSet<>(pinned)),
        () -> "EveryPartitionOnce: pinned are %s of %s".formatted(pinned, planned.keySet()));
  }

  private void addRead(Life life, UUID id, Task task, Map<String, List<Long>> planned) {
    TableName staging = accepted.of(id, task.taskId(), task.generation()).orElseThrow();
    List<ModelSource.Row> read = life.server.read.getOrDefault(staging, List.of());
    for (String partition : task.partitionIds()) {
      planned
          .computeIfAbsent(partition, ignored -> new ArrayList<>())
          .addAll(numbers(life, read, partition));
    }
  }

  private static void checkLive(Life life, Seen one, long arrived) {
    ModelServer.Table live = life.server.table(ModelServer.TARGET);
    List<ModelSource.Row> known = life.server.source.all();
    for (Task task : one.tasks()) {
      for (String partition : task.partitionIds()) {
        List<Long> rows = rows(live, partition);
        Set<Long> may = new HashSet<>(numbers(life, known, partition));
        List<Long> must = may.stream().filter(row -> row <= arrived).toList();
        Set<Long> found = new HashSet<>(rows);
        Invariant.require(
            found.size() == rows.size() && found.containsAll(must) && may.containsAll(found),
            () ->
                "EveryPartitionOnce: %s holds %s live; expected %s, at most %s"
                    .formatted(partition, rows, must, may));
      }
    }
  }

  private static List<Long> rows(ModelServer.Table table, String partition) {
    return table.in(partition).stream().map(ModelServer.Cell::row).toList();
  }

  private static List<Long> numbers(Life life, List<ModelSource.Row> rows, String partition) {
    return rows.stream()
        .filter(row -> life.server.partition(row.day()).equals(partition))
        .map(ModelSource.Row::number)
        .toList();
  }
}

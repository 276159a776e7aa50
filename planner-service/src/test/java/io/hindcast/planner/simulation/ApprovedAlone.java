package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.schemas.SwapRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where somebody has to approve, nothing is published but content that was shown to them when they
 * approved: each partition with the rows and the checksum that it had then.
 */
final class ApprovedAlone implements Invariant {
  private final Map<UUID, Map<String, Approved>> shown = new HashMap<>();
  private final Map<UUID, Map<String, Approved>> approved = new HashMap<>();

  private record Approved(long rows, String checksum) {}

  @Override
  public void committed(Life life, java.util.List<Seen> all) {
    for (Seen one : all) {
      UUID id = one.backfill().id();
      if (one.backfill().state() instanceof BackfillState.AwaitingApproval awaiting) {
        shown.put(id, pins(life, id, awaiting.course().round()));
      } else if (shown.containsKey(id)) {
        Map<String, Approved> was = shown.remove(id);
        if (one.backfill().state() instanceof BackfillState.Settling) {
          approved.computeIfAbsent(id, ignored -> new HashMap<>()).putAll(was);
        }
      }
    }
  }

  private static Map<String, Approved> pins(Life life, UUID id, int round) {
    return life.store.inTransaction(tx -> {
      Map<String, Approved> pins = new HashMap<>();
      for (PartitionPin pin : tx.results(id).pins(round)) {
        pins.put(pin.partitionId(), new Approved(pin.rows(), pin.checksum()));
      }
      return pins;
    });
  }

  @Override
  public void sent(Life life, SpecificRecord message) {
    if (message instanceof SwapRequest request && isManual(life, request)) {
      Map<String, Approved> pins =
          approved.getOrDefault(request.getMeta().getBackfillId(), Map.of());
      request
          .getPins()
          .forEach(pin ->
              Invariant.require(
                  new Approved(pin.getRows(), pin.getChecksum())
                      .equals(pins.get(pin.getPartitionId())),
                  () ->
                      "ApprovedAlone: %s was approved as %s"
                          .formatted(pin, pins.get(pin.getPartitionId()))));
    }
  }

  private static boolean isManual(Life life, SwapRequest request) {
    return life.backfill(request.getMeta().getBackfillId()).stream()
        .map(Backfill::request)
        .anyMatch(it -> it.specYaml().contains("approval: manual"));
  }
}

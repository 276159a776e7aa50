package io.hindcast.planner.simulation;

import io.hindcast.core.table.TableName;
import java.util.List;

/** Nothing of an attempt that was not accepted is ever in a shadow. */
final class NoZombiePromotion implements Invariant {
  private final Accepted accepted = new Accepted();

  @Override
  public void committed(Life life, List<Seen> all) {
    accepted.note(all);
    life.server.tables.forEach((name, table) -> {
      if (name.table().endsWith("_shadow")) {
        for (List<ModelServer.Cell> cells : table.partitions().values()) {
          cells.forEach(cell -> check(name, life.server.writtenInto(cell)));
        }
      }
    });
  }

  private void check(TableName shadow, TableName staging) {
    Invariant.require(
        accepted.has(staging),
        () ->
            "NoZombiePromotion: %s has rows of %s, which was not accepted"
                .formatted(shadow, staging));
  }
}

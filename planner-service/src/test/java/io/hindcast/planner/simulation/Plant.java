package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.messaging.Genuine;
import io.hindcast.warehouse.Warehouse;

/** A defect that is put into the planner to see which invariant notices it. */
interface Plant {
  /** None. */
  Plant NONE = new Plant() {};

  default BackfillStore store(BackfillStore store) {
    return store;
  }

  default Genuine genuine(Genuine genuine) {
    return genuine;
  }

  default Warehouse warehouse(ModelWarehouse.Access access, ModelServer server) {
    return new ModelWarehouse(server, access);
  }
}

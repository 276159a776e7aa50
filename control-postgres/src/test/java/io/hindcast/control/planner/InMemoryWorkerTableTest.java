package io.hindcast.control.planner;

import io.hindcast.core.backfill.memory.InMemoryBackfillStore;

class InMemoryWorkerTableTest extends WorkerTableContract {
  InMemoryWorkerTableTest() {
    super(new TestBackfills(new InMemoryBackfillStore(() -> TestBackfills.NOW)));
  }
}

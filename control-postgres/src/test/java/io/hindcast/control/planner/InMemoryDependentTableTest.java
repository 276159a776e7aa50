package io.hindcast.control.planner;

import io.hindcast.core.backfill.memory.InMemoryBackfillStore;

class InMemoryDependentTableTest extends DependentTableContract {
  InMemoryDependentTableTest() {
    super(new TestBackfills(new InMemoryBackfillStore(() -> TestBackfills.NOW)));
  }
}

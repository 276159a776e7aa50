package io.hindcast.control.planner;

import io.hindcast.core.backfill.memory.InMemoryBackfillStore;

class InMemoryPaceTableTest extends PaceTableContract {
  InMemoryPaceTableTest() {
    super(new TestBackfills(new InMemoryBackfillStore(() -> TestBackfills.NOW)));
  }
}

package io.hindcast.control.planner;

import io.hindcast.core.backfill.memory.InMemoryBackfillStore;

class InMemoryProvenanceTableTest extends ProvenanceTableContract {
  InMemoryProvenanceTableTest() {
    super(new TestBackfills(new InMemoryBackfillStore(() -> TestBackfills.NOW)));
  }
}

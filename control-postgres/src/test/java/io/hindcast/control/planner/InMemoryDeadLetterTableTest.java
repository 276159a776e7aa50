package io.hindcast.control.planner;

import io.hindcast.core.backfill.memory.InMemoryBackfillStore;

class InMemoryDeadLetterTableTest extends DeadLetterTableContract {
  InMemoryDeadLetterTableTest() {
    super(new TestBackfills(new InMemoryBackfillStore(() -> TestBackfills.NOW)));
  }
}

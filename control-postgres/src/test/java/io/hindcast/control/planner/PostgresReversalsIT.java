package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable.Ask;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.status.BackfillStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresReversalsIT extends ReversalsContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();
  private static final Ask ASK = new Ask("ann", TestBackfills.NOW);

  private final UUID id = BACKFILLS.inserted("shown", new BackfillState.Planning()).id();
  private final UUID swap = UUID.randomUUID();
  private final UUID back = UUID.randomUUID();

  PostgresReversalsIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  @Test
  void theFirstOutcomeStays() {
    Refusal refusal = new Refusal(ErrorCode.SWAP_CONFLICT, "touched");
    BACKFILLS.run(tx -> {
      tx.reversals(id).refused(0, Direction.BACK, new Refusal(ErrorCode.RETENTION_OVER, "x"), ASK);
      tx.reversals(id).requested(1, back, Direction.BACK, List.of(swap), ASK);
    });
    assertThat(BACKFILLS.<Integer>in(tx -> tx.reversals(id).asked())).isEqualTo(2);
    BACKFILLS.run(tx -> {
      tx.reversals(id).refused(back, refusal);
      tx.reversals(id).completed(back);
    });

    BackfillStatus status =
        new PostgresBackfillQueries(BACKFILLS.database(), () -> TestBackfills.NOW)
            .status(id)
            .orElseThrow();
    assertThat(status.reversals())
        .extracting(it -> it.outcome().orElse("") + " " + it.code())
        .containsExactly("REFUSED RETENTION_OVER", "REFUSED SWAP_CONFLICT");
    assertThat(status.warnings())
        .containsExactly("The rollback that ann asked for was refused (SWAP_CONFLICT): touched");
  }
}

package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.ProvenanceTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.scope.Provenance;
import io.hindcast.core.scope.Publication;
import io.hindcast.core.scope.Publication.Content;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ProvenanceTable} does. */
abstract class ProvenanceTableContract {
  private static final SourceFence FENCE =
      new SourceFence(
          List.of(
              new FenceEntry(
                  new TableName("shop", "raw"), "200101", 7, 5, 100, "s", TestBackfills.days(0, 9)),
              new FenceEntry(new TableName("shop", "raw"), "200102", 8, 8, 1)),
          List.of(TestBackfills.TALLY));

  /** One for each test: a target's history is that of all its backfills. */
  private final String target = "shop.t" + UUID.randomUUID();

  private final UUID swap = UUID.randomUUID();
  private final TestBackfills backfills;
  private final UUID id;

  ProvenanceTableContract(TestBackfills backfills) {
    this.backfills = backfills;
    this.id = backfills.planned("published");
  }

  @Test
  void whatWasPublishedComesBackWithWhatItsTasksSaw() {
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).accepted("t00001", result(), FENCE);
      tx.provenance(target).publish(publication(id, swap, "2.0.0", 5), 0);
    });

    TargetHistory history = history();
    assertThat(history.live()).containsOnlyKeys("20010101", "20010104");
    Provenance first = of(history, "20010101");
    assertThat(first)
        .isEqualTo(
            new Provenance(
                id,
                swap,
                "2.0.0",
                "hash",
                TestBackfills.NOW,
                5,
                "c5",
                List.of(new Provenance.Read(TestBackfills.days(0, 2), FENCE))));
    assertThat(of(history, "20010104").reads())
        .containsExactly(new Provenance.Read(TestBackfills.days(3, 4), new SourceFence(List.of())));
  }

  @Test
  void whatIsPublishedStaysAsItWasWhateverItsTasksSeeLater() {
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).accepted("t00001", result(), FENCE);
      tx.provenance(target).publish(publication(id, swap, "2.0.0", 5), 0);
    });
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).accepted("t00001", result(), new SourceFence(List.of()));
      tx.provenance(target).publish(publication(id, swap, "3.0.0", 9), 0);
    });

    Provenance first = of(history(), "20010101");
    assertThat(first.rows()).isEqualTo(5);
    assertThat(first.reads().getFirst().fence()).isEqualTo(FENCE);
  }

  @Test
  void theLastOneThatIsLiveCounts() {
    UUID later = backfills.planned("later");
    UUID laterSwap = UUID.randomUUID();
    backfills.run(tx -> {
      tx.provenance(target).publish(publication(id, swap, "1.0.0", 1), 0);
      tx.provenance(target).publish(publication(later, laterSwap, "2.0.0", 2), 0);
    });
    assertThat(of(history(), "20010101").swapId()).isEqualTo(laterSwap);

    backfills.run(tx -> tx.provenance(target).live(later, List.of()));
    assertThat(of(history(), "20010101").swapId()).isEqualTo(swap);

    backfills.run(tx -> tx.provenance(target).live(id, List.of()));
    assertThat(history().live()).isEmpty();

    backfills.run(tx -> tx.provenance(target).live(later, List.of(laterSwap)));
    assertThat(of(history(), "20010101").swapId()).isEqualTo(laterSwap);
  }

  @Test
  void ofARoundThatNobodyKnowsNothingWasSeen() {
    backfills.run(tx -> tx.provenance(target).publish(publication(id, swap, "2.0.0", 5), -1));

    assertThat(of(history(), "20010101").reads()).isEmpty();
  }

  @Test
  void failedIsWhatTheLastBackfillThatTriedItDidNotPublish() {
    backfills.run(tx ->
        tx.save(
            tx.lock(id)
                .orElseThrow()
                .in(new BackfillState.Failed(ErrorCode.CHECK_FAILED, "rowCount"))));
    assertThat(failed()).contains("20010101", "20010102", "20010103", "20010104");

    backfills.run(tx -> tx.provenance("shop.daily").publish(publication(id, swap, "2.0.0", 5), 0));
    assertThat(failed()).contains("20010102", "20010103").doesNotContain("20010101", "20010104");

    UUID later = backfills.planned("later");
    backfills.run(
        tx -> tx.save(tx.lock(later).orElseThrow().in(new BackfillState.Cancelled("by ada"))));
    assertThat(failed()).contains("20010102", "20010103");

    UUID last = backfills.planned("last");
    backfills.run(tx -> tx.save(tx.lock(last).orElseThrow().in(new BackfillState.Swapped())));
    assertThat(failed()).isEmpty();
  }

  private static Publication publication(UUID backfill, UUID swapId, String version, long rows) {
    return new Publication(
        backfill,
        swapId,
        version,
        "hash",
        TestBackfills.NOW,
        List.of(new Content("20010101", rows, "c" + rows), new Content("20010104", 0, "")));
  }

  private static TaskResult result() {
    return new TaskResult("worker-1", 1, 1, 1, 0, Duration.ofMillis(5), 1, List.of());
  }

  private static Provenance of(TargetHistory history, String partition) {
    return Objects.requireNonNull(history.live().get(partition), partition);
  }

  private TargetHistory history() {
    return backfills.in(tx -> tx.provenance(target).history());
  }

  private Set<String> failed() {
    return backfills.in(tx -> tx.provenance("shop.daily").history()).failed();
  }
}

package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.deadletter.DeadLetterTable.Filter;
import io.hindcast.core.deadletter.PutAside;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetterTable} does. */
abstract class DeadLetterTableContract {
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final int MANY = 10_000;

  private final TestBackfills backfills;
  private final String topic = "hindcast.t-" + UUID.randomUUID();

  DeadLetterTableContract(TestBackfills backfills) {
    this.backfills = backfills;
  }

  private PutAside letter(String code, @Nullable String key) {
    return new PutAside(
        UUID.randomUUID(),
        new PutAside.Origin(topic, 2, 41, key, PAYLOAD, 3),
        new PutAside.Reason(code, "It broke", "planner", 1),
        TestBackfills.NOW);
  }

  private void save(PutAside letter, Instant seenAt, int keptMax) {
    backfills.run(tx -> tx.deadLetters().save(letter, seenAt, keptMax));
  }

  private List<PutAside.Kept> list(@Nullable String code, @Nullable Long before, int limit) {
    return backfills.list(tx -> tx.deadLetters().list(new Filter(topic, code, before, limit)));
  }

  @Test
  void keepsEachOnceAndListsTheNewestFirst() {
    PutAside first = letter("A", "key");
    PutAside second = letter("B", null);
    save(first, TestBackfills.NOW, MANY);
    save(second, TestBackfills.NOW, MANY);
    save(first, TestBackfills.NOW, MANY);

    List<PutAside.Kept> all = list(null, null, 10);
    assertThat(all)
        .extracting(kept -> kept.letter().eventId())
        .containsExactly(second.eventId(), first.eventId());
    assertThat(list("A", null, 10)).hasSize(1);
    assertThat(list(null, all.getFirst().number(), 10))
        .extracting(PutAside.Kept::number)
        .containsExactly(all.getLast().number());
    assertThat(list(null, null, 1)).hasSize(1);
  }

  @Test
  void findsOneWithItsMessageAndNotesThatItWasDeliveredAgain() {
    PutAside letter = letter("A", "key");
    save(letter, TestBackfills.NOW, MANY);
    long number = list(null, null, 1).getFirst().number();
    Instant later = TestBackfills.NOW.plusSeconds(60);

    backfills.run(tx -> tx.deadLetters().replayed(number, later));

    PutAside.Kept kept = backfills.in(tx -> tx.deadLetters().find(number).orElseThrow());
    assertThat(kept.letter().origin().payload()).isEqualTo(PAYLOAD);
    assertThat(kept.letter().origin().key()).isEqualTo("key");
    assertThat(kept.letter().reason()).isEqualTo(letter.reason());
    assertThat(kept.replayedAt()).isEqualTo(later);
    assertThat(backfills.holds(tx -> tx.deadLetters().find(-1).isEmpty())).isTrue();
  }

  @Test
  void countsThoseOfLateByKind() {
    Instant now = TestBackfills.NOW.plus(Duration.ofDays(400));
    save(letter("B", "k"), now, MANY);
    save(letter("A", "k"), now, MANY);
    save(letter("A", "k"), now, MANY);
    save(letter("A", "k"), now.minusSeconds(60), MANY);

    assertThat(backfills.list(tx -> tx.deadLetters().counts(now, 10)))
        .containsExactly(
            new DeadLetterTable.Count(topic, "A", 2), new DeadLetterTable.Count(topic, "B", 1));
    assertThat(backfills.list(tx -> tx.deadLetters().counts(now, 1))).hasSize(1);
    backfills.run(tx -> tx.deadLetters().forgetBefore(now.plusSeconds(1)));
    assertThat(list(null, null, 10)).isEmpty();
  }

  @Test
  void newOnesPushOutOldOnes() {
    for (int i = 0; i < 5; i++) {
      save(letter("A", "k"), TestBackfills.NOW, 3);
    }
    assertThat(list(null, null, 10)).hasSize(3);
  }
}

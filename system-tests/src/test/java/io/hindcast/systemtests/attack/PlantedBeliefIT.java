package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import io.hindcast.systemtests.stack.Mend;
import io.hindcast.systemtests.stack.RawProducer;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A forged event would drop a table of others, were it not for two things: services believe nobody
 * who has not written down what was said, and nothing drops what is none of Hindcast's own. Each of
 * them holds alone; without both the table is gone, which {@link ForgedMessagesIT} would notice.
 */
@Tag("proofs")
@Timeout(600)
@ExtendWith(StopsStack.class)
class PlantedBeliefIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final List<Mend> BELIEF =
      List.of(
          new Mend(
              "messaging-spi/src/main/java/io/hindcast/messaging/Genuine.java",
              "if (!is(sender, delivery)) {",
              "if (sender == null) {"));
  private static final List<Mend> OWNERSHIP =
      List.of(
          new Mend(
              "planner-service/src/main/java/io/hindcast/planner/event/TaskEventHandler.java",
              "if (names.stages(staging, event.getTaskId(), event.getGeneration(), event.getAttempt())) {",
              "if (staging != null) {"),
          new Mend(
              "core/src/main/java/io/hindcast/core/backfill/WorkingTable.java",
              "if (!name.database().equals(workingDatabase)) {",
              "if (workingDatabase.isEmpty()) {"),
          new Mend(
              "core/src/main/java/io/hindcast/core/backfill/WorkingTable.java",
              "if (WorkingName.parse(name.table()).isEmpty()) {",
              "if (workingDatabase.isEmpty()) {"));

  @TempDir Path directory = Path.of("");

  @Test
  void whoBelievesEverybodyStillDropsOnlyItsOwn() {
    Sales victim = Sales.create(STACK.clickhouse(), "believed");
    STACK.withClasses(
        Mend.takeOut(BELIEF, directory),
        () -> {
          byte[] forged = dropping(victim);
          new RawProducer(STACK.bootstrap())
              .send(Topics.TASK_EVENTS, UUID.randomUUID().toString(), forged);
          DeadLetter letter = STACK.deadLetters().of(Topics.TASK_EVENTS.name(), forged);
          assertThat(letter.getCode()).isEqualTo("TABLE_FOREIGN");
        });
    assertThat(exists(victim)).isTrue();
  }

  @Test
  void withoutBothTheTableIsGone() {
    Sales victim = Sales.create(STACK.clickhouse(), "dropped");
    List<Mend> both = new ArrayList<>(BELIEF);
    both.addAll(OWNERSHIP);
    STACK.withClasses(
        Mend.takeOut(both, directory),
        () -> {
          new RawProducer(STACK.bootstrap())
              .send(Topics.TASK_EVENTS, UUID.randomUUID().toString(), dropping(victim));
          Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !exists(victim));
        });
  }

  private static boolean exists(Sales victim) {
    return STACK.clickhouse().number("EXISTS TABLE " + victim.database() + ".daily") == 1;
  }

  private static byte[] dropping(Sales victim) {
    return MessageCodec.standard()
        .encode(
            TaskEvent.newBuilder()
                .setMeta(
                    MessageMeta.stamp(
                        TaskEvent.class,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        null))
                .setTaskId("t00001")
                .setGeneration(0)
                .setAttempt(1)
                .setDelivery(1)
                .setWorkerId("worker-1")
                .setOutcome(
                    TaskStaged.newBuilder()
                        .setStagingTable(new TableRef(victim.database(), "daily", ""))
                        .setPartitions(List.of())
                        .setFilteredRows(0)
                        .setFence(List.of())
                        .setReadRows(0)
                        .setReadBytes(0)
                        .setDurationMs(0)
                        .setPeakMemoryBytes(0)
                        .build())
                .build());
  }
}

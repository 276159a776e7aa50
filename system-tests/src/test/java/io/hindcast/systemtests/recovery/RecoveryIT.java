package io.hindcast.systemtests.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.systemtests.system.RunningSystem;
import io.hindcast.systemtests.system.SharedSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
@ExtendWith(SharedSystem.class)
class RecoveryIT {
  private final RunningSystem system;
  private final UUID id = UUID.randomUUID();
  private final DailyTables tables;

  RecoveryIT(RunningSystem system) {
    this.system = system;
    this.tables = new DailyTables(system, id);
  }

  @Test
  void runsARepeatedRequestOnceAndTellsDownstream() {
    BackfillRequest request = system.publish(id, tables.spec());
    system.publish(request);
    system.publish(id, tables.spec());
    assertSwapped();
    system.publish(request);
    SwapEvent event = awaitSwap();
    assertThat(event.getOutcome())
        .isInstanceOfSatisfying(
            SwapCompleted.class,
            swap -> {
              assertThat(swap.getPartitions()).hasSize(60);
              assertThat(swap.getRowsAfter()).isEqualTo(60);
              assertThat(swap.getPartitions())
                  .allSatisfy(partition ->
                      assertThat(partition.getChecksumAfter())
                          .as(partition.getId())
                          .matches("[0-9a-f]{16}"));
              assertThat(swap.getPartitions())
                  .filteredOn(p -> p.getChecksumAfter().equals(p.getChecksumBefore()))
                  .isEmpty();
            });
    JsonNode history = system.api("/v1/backfills/" + id + "/events").path("events");
    assertThat(history.findValuesAsText("event")).containsOnlyOnce("Requested", "Planned");
    assertThat(system.completedSwaps(id)).hasSize(1);
  }

  @Test
  void redoesTheWorkOfAKilledWorkerElsewhere() {
    system.publish(id, tables.slowSpec());
    system.awaitRunningQuery(id);
    ServiceProcess worker = system.services().process("worker-1");
    worker.kill();
    try {
      assertSwapped();
    } finally {
      worker.restart();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"planner", "validator", "relay"})
  void goesOnAfterAServiceWasKilledInTheMiddle(String service) {
    system.publish(id, tables.slowSpec());
    system.awaitRunningQuery(id);
    ServiceProcess process = system.services().process(service);
    process.kill();
    process.restart();
    assertSwapped();
  }

  static List<String> topics() {
    return Topics.all().stream()
        .filter(topic -> !topic.equals(Topics.DEAD_LETTERS))
        .map(Topic::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void putsPoisonAsideWithItsReasonAndGoesOn(String topic) {
    String poison = "no message " + id;
    system.poison(topic, poison.getBytes(StandardCharsets.UTF_8));
    DeadLetter letter =
        await("a dead letter from " + topic)
            .atMost(RunningSystem.PATIENCE)
            .until(
                () ->
                    system.deadLetters().stream()
                        .filter(found -> text(found.getPayload()).equals(poison))
                        .findFirst()
                        .orElse(null),
                Objects::nonNull);
    assertThat(letter.getTopic()).isEqualTo(topic);
    assertThat(letter.getCode()).isEqualTo("MESSAGE_MALFORMED");
    assertThat(letter.getMessage()).isNotBlank();
    system.publish(id, tables.spec());
    assertSwapped();
  }

  @Test
  void reportsTheEnginesFirstErrorAndLeavesTheTargetAlone() {
    system.publish(id, tables.spec("sum(throwIf(v = 777, 'reading 777 is broken') + v)"));
    JsonNode status = system.awaitEnd(id);
    assertThat(status.path("state").asText()).isEqualTo("FAILED");
    assertThat(status.path("reason").path("code").asText()).isEqualTo("TRANSFORM_FAILED");
    assertThat(status.path("reason").path("message").asText()).contains("reading 777 is broken");
    assertThat(tables.unfixedDays()).isEqualTo("60");
    system.awaitSql(
        "SELECT count() FROM system.tables WHERE database = 'hindcast' AND startsWith(name, 'bf_"
            + id.toString().replace("-", "").substring(0, 12)
            + "')",
        "0"::equals);
  }

  private void assertSwapped() {
    JsonNode status = system.awaitEnd(id);
    assertThat(status.path("state").asText()).as(status.toPrettyString()).isEqualTo("SWAPPED");
    assertThat(tables.wrongDays()).isEqualTo("0");
    assertThat(tables.rows()).isEqualTo("60");
  }

  private SwapEvent awaitSwap() {
    return await("the swap event of " + id)
        .atMost(RunningSystem.PATIENCE)
        .until(() -> system.completedSwaps(id), found -> !found.isEmpty())
        .getFirst();
  }

  private static String text(ByteBuffer payload) {
    return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
  }
}

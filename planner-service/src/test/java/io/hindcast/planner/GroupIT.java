package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.SwapDirection;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class GroupIT {
  private static final int RACES = 5;

  private final UUID id = UUID.randomUUID();
  private Scene scene;

  @BeforeEach
  void set() throws Exception {
    scene = new Scene();
    scene.planner.sql(
        "CREATE TABLE "
            + scene.db
            + ".other (day Date, n UInt64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void twoThatArriveAtOnceAreSwappedTogetherOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < RACES; race++) {
        UUID request = UUID.randomUUID();
        List<UUID> members = judging(request, "auto");
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Boolean>> verdicts = new ArrayList<>();
        for (UUID member : members) {
          ValidationRequest validation = scene.validation(member, 0);
          verdicts.add(
              threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                scene.answers.judge(validation, VerdictOutcome.PASSED, List.of());
                return true;
              }));
        }
        for (Future<Boolean> verdict : verdicts) {
          verdict.get(60, TimeUnit.SECONDS);
        }
        List<SwapRequest> swaps = swaps(members);
        assertThat(swaps.getFirst().getGroupId()).isNotNull().isEqualTo(swaps.get(1).getGroupId());
        assertThat(swaps).allSatisfy(swap -> assertThat(swap.getGroupSize()).isEqualTo(2));
        assertThat(swaps.getFirst().getSwapId()).isNotEqualTo(swaps.get(1).getSwapId());
        for (SwapRequest swap : swaps) {
          scene.answers.swapped(swap);
        }
        for (UUID member : members) {
          scene.awaitState(member, "SWAPPED");
          assertThat(scene.swaps(member)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aRepeatedRequestMakesNoFurtherMembersAndEachShowsAll() throws Exception {
    List<UUID> members = judging(id, "auto");
    scene.submit(id, yaml("auto"));

    for (UUID member : members) {
      BackfillStatus.Group group = scene.planner.status(member).group().orElseThrow();
      assertThat(group.groupId()).isEqualTo(id);
      assertThat(group.members())
          .extracting(BackfillStatus.Member::backfillId)
          .containsExactlyElementsOf(members);
      assertThat(group.members())
          .extracting(BackfillStatus.Member::target)
          .containsExactly(scene.db + ".daily", scene.db + ".other");
    }
  }

  @Test
  void aFailedCheckEndsAllAndTheirTablesAreDropped() throws Exception {
    List<UUID> members = judging(id, "auto");
    scene.answers.judge(scene.validation(members.getFirst(), 0), VerdictOutcome.PASSED, List.of());
    scene.awaitState(members.getFirst(), "AWAITING_GROUP");
    scene.answers.judge(scene.validation(members.get(1), 0), VerdictOutcome.FAILED, List.of());

    scene.awaitState(members.get(1), "FAILED");
    BackfillStatus first = scene.planner.status(members.getFirst());
    assertThat(first.state()).isEqualTo("FAILED");
    assertThat(first.reason().orElseThrow().code()).isEqualTo("CHECK_FAILED");
    assertThat(first.reason().orElseThrow().message())
        .contains(scene.db + ".other of the same group", members.get(1).toString());
    for (UUID member : members) {
      assertThat(scene.swaps(member)).isZero();
      awaitNoTables(member);
    }
  }

  @Test
  void aCancelOfOneCancelsAll() throws Exception {
    List<UUID> members = judging(id, "auto");
    scene.control(members.get(1), ControlAction.CANCEL);

    for (UUID member : members) {
      scene.awaitState(member, "CANCELLED");
      assertThat(scene.planner.queries().history(member, 100))
          .anySatisfy(line -> {
            assertThat(line.event()).isEqualTo("CancelRequested");
            assertThat(line.by()).isEqualTo("tester");
          });
      awaitNoTables(member);
    }
  }

  @Test
  void oneApprovalApprovesAll() throws Exception {
    List<UUID> members = judging(id, "manual");
    pass(members);
    for (UUID member : members) {
      scene.awaitState(member, "AWAITING_APPROVAL");
    }
    scene.control(members.get(1), ControlAction.APPROVE);

    assertThat(swaps(members).getFirst().getGroupSize()).isEqualTo(2);
  }

  @Test
  void whatOnlyOneHasPublishedIsTakenBackByItself() throws Exception {
    List<UUID> members = judging(id, "auto");
    pass(members);
    List<SwapRequest> swaps = swaps(members);
    scene.answers.refused(swaps.get(1), "CONTENT_CHANGED", "Parts have moved");
    scene.answers.swapped(swaps.getFirst());

    SwapRequest back = scene.swap(members.getFirst(), 1);
    assertThat(back.getDirection()).isEqualTo(SwapDirection.BACK);
    assertThat(back.getUndoes()).containsExactly(swaps.getFirst().getSwapId());
    assertThat(back.getGroupId()).isNull();
    assertThat(scene.state(members.getFirst())).isEqualTo("TAKING_BACK");
    scene.answers.rolledBack(back);

    for (UUID member : members) {
      scene.awaitState(member, "FAILED");
      assertThat(scene.planner.status(member).reason().orElseThrow().message())
          .contains("Parts have moved");
    }
    assertThat(scene.planner.status(members.getFirst()).reason().orElseThrow().message())
        .contains(scene.db + ".other of the same group", "was taken back");
    assertThat(scene.swaps(members.get(1))).isEqualTo(1);
  }

  @Test
  void aGroupGoesBackAndForthAsOne() throws Exception {
    List<UUID> members = judging(id, "auto");
    pass(members);
    for (SwapRequest swap : swaps(members)) {
      scene.answers.swapped(swap);
    }
    for (UUID member : members) {
      scene.awaitState(member, "SWAPPED");
    }

    scene.control(members.get(1), ControlAction.ROLLBACK);
    List<SwapRequest> back = members.stream().map(member -> scene.swap(member, 1)).toList();
    assertTogether(back, SwapDirection.BACK);
    scene.answers.rolledBack(back.getFirst());
    scene.answers.rolledBack(back.get(1));
    assertThat(members).extracting(scene::state).containsOnly("ROLLED_BACK");

    scene.control(members.getFirst(), ControlAction.APPROVE);
    List<SwapRequest> forward = members.stream().map(member -> scene.swap(member, 2)).toList();
    assertTogether(forward, SwapDirection.FORWARD);
    assertThat(forward.getFirst().getGroupId()).isNotEqualTo(back.getFirst().getGroupId());
  }

  private static void assertTogether(List<SwapRequest> swaps, SwapDirection direction) {
    assertThat(swaps).extracting(SwapRequest::getDirection).containsOnly(direction);
    assertThat(swaps).extracting(SwapRequest::getGroupSize).containsOnly(2);
    assertThat(swaps.getFirst().getGroupId()).isNotNull().isEqualTo(swaps.get(1).getGroupId());
  }

  /** A group whose tasks are done; its verdicts are awaited. */
  private List<UUID> judging(UUID request, String approval) throws Exception {
    scene.submit(request, yaml(approval));
    List<UUID> members =
        List.of(request, BackfillGroup.memberId(request, scene.db + ".other", false));
    for (UUID member : members) {
      scene.answers.work(scene.task(member, 0));
    }
    members.forEach(member -> scene.validation(member, 0));
    return members;
  }

  private void pass(List<UUID> members) throws Exception {
    for (UUID member : members) {
      scene.answers.judge(scene.validation(member, 0), VerdictOutcome.PASSED, List.of());
    }
  }

  private List<SwapRequest> swaps(List<UUID> members) {
    return members.stream().map(member -> scene.swap(member, 0)).toList();
  }

  private void awaitNoTables(UUID member) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(scene.tables(member)).isEmpty());
  }

  private String yaml(String approval) {
    String sql =
        "SELECT toDate(at) AS day, count() AS n FROM %s.raw".formatted(scene.db)
            + " WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day";
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: both, owner: tests}
    spec:
      targets:
        - target: {table: %1$s.daily, key: [day]}
          source: {tables: [%1$s.raw]}
          transform: {version: "2", grain: 1d, sql: "%2$s"}
        - target: {table: %1$s.other, key: [day]}
          source: {tables: [%1$s.raw]}
          transform: {version: "2", grain: 1d, sql: "%2$s"}
      range: {from: 2020-01-01, to: 2020-01-11}
      waves: [100%%]
      swap: {approval: %3$s, keepPrevious: 1d}
    """
        .formatted(scene.db, sql, approval);
  }
}

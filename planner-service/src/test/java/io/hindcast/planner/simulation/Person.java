package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.codec.MessageMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Submits backfills and changes their mind about them. */
final class Person {
  private final Life life;
  private final Chance chance;
  private final List<UUID> submitted = new ArrayList<>();
  private final boolean cancels;

  Person(Life life) {
    this.life = life;
    this.chance = life.chance;
    this.cancels = chance.oneOf(3);
  }

  List<UUID> submitted() {
    return submitted;
  }

  void submit() {
    UUID id = chance.id();
    submitted.add(id);
    int step = life.server.daysPerPartition;
    String yaml =
        """
        apiVersion: hindcast/v1
        kind: Backfill
        metadata: {name: daily, owner: tests}
        spec:
          target: {table: shop.daily, key: [day]}
          source: {tables: [shop.raw]}
          transform:
            version: 2.0.0
            grain: 1d
            sql: |
              SELECT toDate(at) AS day, count() AS n FROM shop.raw
              WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
          range: {from: 2001-01-%02d, to: 2001-01-%02d}
          execution: {parallelism: %d, rowsPerTask: %d, attemptsMax: %d, overlap: %s}
          waves: %s
          swap: {approval: %s, catchUpRounds: %d, lateRows: %s}
          pacing: %s
        """
            .formatted(
                1 + step * chance.below(2),
                1 + life.server.source.days - (step == 1 ? 1 : 0),
                1 + chance.below(3),
                2 + 3 * chance.below(2),
                3,
                chance.oneOf(2) ? "queue" : "refuse",
                chance.oneOf(2) ? "[100%]" : "[40%, 100%]",
                chance.oneOf(3) ? "manual" : "auto",
                2,
                chance.oneOf(3) ? "carry" : "source",
                pacing());
    life.bus.publish(
        Topics.REQUESTS,
        id.toString(),
        BackfillRequest.newBuilder()
            .setMeta(MessageMeta.stamp(BackfillRequest.class, chance.id(), id, life.now(), null))
            .setSpecYaml(yaml)
            .setRequestedBy("ann")
            .setOrigin(RequestOrigin.TOPIC)
            .build());
  }

  private String pacing() {
    return switch (chance.below(6)) {
      case 0 -> "{budget: {rows: %d}}".formatted(1 + chance.below(12));
      case 1 -> "{throttle: {runningQueries: 2}}";
      case 2 ->
          "{throttle: {runningQueries: 2}, budget: {rows: %d}}".formatted(1 + chance.below(12));
      default -> "{}";
    };
  }

  /** While things go wrong: anything at any time. */
  void act() {
    if (submitted.size() < 2 && chance.oneOf(12)) {
      submit();
      return;
    }
    UUID id = chance.pick(submitted);
    switch (chance.below(8)) {
      case 0 -> {
        if (cancels && chance.oneOf(3)) {
          control(id, ControlAction.CANCEL);
        }
      }
      case 1 -> {
        if (chance.oneOf(2)) {
          control(id, ControlAction.PAUSE);
        }
      }
      case 2, 3 -> control(id, ControlAction.RESUME);
      case 4 -> retry(id);
      default -> approve(life.backfill(id));
    }
  }

  /** In the end nobody is waited for. */
  void settle(List<Backfill> backfills) {
    for (Backfill backfill : backfills) {
      if (backfill.paused() && !backfill.state().terminal()) {
        control(backfill.id(), ControlAction.RESUME);
      }
      approve(List.of(backfill));
    }
  }

  private void approve(List<Backfill> backfills) {
    backfills.stream()
        .filter(backfill -> backfill.state() instanceof BackfillState.AwaitingApproval)
        .forEach(backfill -> control(backfill.id(), ControlAction.APPROVE));
  }

  /** Whoever mends what was wrong has it retried; some forget to. */
  private void retry(UUID id) {
    boolean failed =
        life.backfill(id).stream().anyMatch(it -> it.state() instanceof BackfillState.Failed);
    if (failed) {
      if (chance.oneOf(2)) {
        life.server.mend();
      }
      control(id, ControlAction.RETRY);
    }
  }

  private void control(UUID id, ControlAction action) {
    life.trace.note(() -> "control " + action);
    life.bus.publish(
        Topics.CONTROLS,
        id.toString(),
        Control.newBuilder()
            .setMeta(MessageMeta.stamp(Control.class, chance.id(), id, life.now(), null))
            .setAction(action)
            .setRequestedBy("ann")
            .build());
  }
}

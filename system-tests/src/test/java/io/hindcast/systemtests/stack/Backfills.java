package io.hindcast.systemtests.stack;

import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.ApiUnreachable;
import io.hindcast.cli.api.AuditEvent;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Asks for backfills and follows them. */
public final class Backfills {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Set<String> TERMINAL =
      Set.of(
          "SWAPPED",
          "ROLLED_BACK",
          "FAILED",
          "HOT_PARTITION",
          "CANCELLED",
          "REJECTED",
          "NOTHING_TO_DO");

  private final SystemStack stack;

  Backfills(SystemStack stack) {
    this.stack = stack;
  }

  /** Publishes a request to the topic. */
  public UUID request(String spec) {
    UUID id = UUID.randomUUID();
    request(id, UUID.randomUUID(), spec);
    return id;
  }

  /** Publishes a request with ids of one's own. */
  public void request(UUID backfillId, UUID eventId, String spec) {
    Meta meta =
        new Meta(
            eventId,
            backfillId,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            MessageCodec.standard().version(BackfillRequest.class),
            null);
    stack
        .bus()
        .publisher()
        .publish(
            Topics.REQUESTS,
            backfillId.toString(),
            new BackfillRequest(meta, spec, "system tests", RequestOrigin.TOPIC));
  }

  /** Waits for the end, whatever it is. */
  public Backfill end(UUID id) {
    return until(id, backfill -> TERMINAL.contains(backfill.state()));
  }

  /** Waits until the backfill is in the state; it must not end in another. */
  public Backfill until(UUID id, String state) {
    Backfill found = until(id, backfill -> backfill.state().equals(state) || isTerminal(backfill));
    if (!found.state().equals(state)) {
      throw new AssertionError(
          "%s is %s instead of %s: %s"
              .formatted(found.name(), found.state(), state, found.reason()));
    }
    return found;
  }

  /** Waits until the backfill is as wanted; a planner that is away is waited for. */
  public Backfill until(UUID id, Predicate<Backfill> wanted) {
    return Awaitility.await("backfill " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> find(id), found -> found.filter(wanted).isPresent())
        .orElseThrow();
  }

  /** The backfill, if the planner knows it and answers. */
  public Optional<Backfill> find(UUID id) {
    try {
      return Optional.of(stack.api().backfill(id).value());
    } catch (ApiUnreachable e) {
      return Optional.empty();
    } catch (ApiRefused e) {
      // The request is on the topic and not with the planner yet.
      return Optional.empty();
    }
  }

  /** All tasks. */
  public List<TaskRun> tasks(UUID id) {
    return stack.api().tasks(id, 1000, Map.of()).value();
  }

  /** The audit log. */
  public List<AuditEvent> history(UUID id) {
    return stack.api().events(id).value();
  }

  /** Waits until a worker is in the middle of a task, and gives that task. */
  public TaskRun taskInTheMiddle(UUID id) {
    return Awaitility.await("a task of " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> stack.clickhouse().isWorkingOn(id) ? running(id) : Optional.<TaskRun>empty(),
            Optional::isPresent)
        .orElseThrow();
  }

  private Optional<TaskRun> running(UUID id) {
    return tasks(id).stream()
        .filter(task -> task.state().equals("DISPATCHED") && task.workerId() != null)
        .findFirst();
  }

  /** Whether nothing more happens to it unless somebody asks. */
  public boolean isEnded(Backfill backfill) {
    return isTerminal(backfill);
  }

  private static boolean isTerminal(Backfill backfill) {
    return TERMINAL.contains(backfill.state());
  }
}

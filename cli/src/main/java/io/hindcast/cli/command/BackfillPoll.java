package io.hindcast.cli.command;

import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.ApiUnreachable;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Asks for a backfill again and again until it ends. A planner that restarts meanwhile, and a
 * request that is still on its way through Kafka, are waited for within bounds.
 */
final class BackfillPoll {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PlannerApi api;
  private final Duration interval;
  private long answeredAt = System.nanoTime();

  BackfillPoll(PlannerApi api, Duration interval) {
    this.api = api;
    this.interval = interval;
  }

  /** Shows each answer to the observer; the last one when the backfill has ended. */
  Reply<Backfill> untilEnd(UUID id, Consumer<Reply<Backfill>> observer) {
    return until(id, observer, backfill -> backfill.outcome().ended());
  }

  /** Shows each answer to the observer; the last one is the first that the condition holds for. */
  Reply<Backfill> until(
      UUID id, Consumer<Reply<Backfill>> observer, Predicate<Backfill> condition) {
    while (true) {
      try {
        Reply<Backfill> reply = api.backfill(id);
        answeredAt = System.nanoTime();
        observer.accept(reply);
        if (condition.test(reply.value())) {
          return reply;
        }
      } catch (ApiUnreachable e) {
        waitOnOrThrow(e);
      } catch (ApiRefused e) {
        if (e.status() != 404 && e.status() != 503) {
          throw e;
        }
        waitOnOrThrow(e);
      }
      pause();
    }
  }

  private void waitOnOrThrow(CliException reason) {
    if (System.nanoTime() - answeredAt > PATIENCE.toNanos()) {
      throw reason;
    }
  }

  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.FAILED, "Interrupted; the backfill goes on", e);
    }
  }
}

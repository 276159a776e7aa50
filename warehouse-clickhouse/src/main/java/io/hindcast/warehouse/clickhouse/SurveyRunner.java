package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.warehouse.SurveyLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one plan: they only read, end at the plan's limits, and are killed when
 * the thread that waits for them is interrupted. The wait has an end of its own, since a server may
 * look at its limit seldom, and a statement's SETTINGS clause may lift it.
 */
final class SurveyRunner implements StatementRunner {
  /** By which queries of plans are told from those of tasks. */
  static final String PREFIX = "hindcast-plan-";

  private static final String TIME = "max_execution_time";

  /** TIMEOUT_EXCEEDED and TOO_SLOW, the latter of what would take too long. */
  private static final Set<Integer> LATE = Set.of(159, 160);

  /** For the server to say in its own words that it was too long. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Ends with the last thread in it: what is waited for is always ended. */
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final SurveyLimits limits;
  private final QueryKiller killer;
  private final long end;

  /**
   * @param killer of another session, so that kills wait for no plan
   */
  SurveyRunner(SurveyLimits limits, QueryKiller killer) {
    this.limits = limits;
    this.killer = killer;
    this.end = System.nanoTime() + limits.whole().toNanos();
  }

  @Override
  public <T> T run(String doing, Command command, Work<T> work) throws SQLException {
    Duration most = most(doing);
    boolean own = own(command, most);
    Command bounded = bounded(command, most, own);
    String queryId = PREFIX + UUID.randomUUID();
    Future<T> running = THREADS.submit(() -> work.on(bounded, queryId));
    try {
      return running.get(most.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      end(running, queryId);
      throw tooLong(doing, most);
    } catch (InterruptedException e) {
      end(running, queryId);
      Thread.currentThread().interrupt();
      throw new HindcastException(
          ErrorCode.QUERY_KILLED, "%s was given up: nobody waits for it".formatted(doing));
    } catch (ExecutionException e) {
      throw failure(doing, most, own, e.getCause());
    }
  }

  /** What the next statement gets. */
  private Duration most(String doing) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (!left.isPositive()) {
      throw tooLong(doing, left);
    }
    return left.compareTo(limits.statement()) < 0 ? left : limits.statement();
  }

  /** Whether the statement has a limit of its own that is shorter. */
  private static boolean own(Command command, Duration most) {
    String time = command.settings().get(TIME);
    return time != null && Long.parseLong(time) < most.toSeconds();
  }

  private static Command bounded(Command command, Duration most, boolean own) {
    Command bounded = own ? command : command.with(TIME, Long.toString(wholeSeconds(most)));
    return (command.saysWhetherItReads() ? bounded : bounded.reading())
        .with("cancel_http_readonly_queries_on_client_close", "1");
  }

  /** At least what there is, since 0 is no limit to the server. */
  private static long wholeSeconds(Duration most) {
    return most.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /** The connection is closed as well, for a query that the server had not begun when it heard. */
  private void end(Future<?> running, String queryId) {
    killer.send(queryId);
    running.cancel(true);
  }

  private SQLException failure(
      String doing, Duration most, boolean own, @Nullable Throwable cause) {
    if (cause instanceof SQLException sql) {
      if (!own && LATE.contains(EngineError.codeOf(sql))) {
        throw tooLong(doing, most);
      }
      return sql;
    }
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new SQLException(cause);
  }

  private HindcastException tooLong(String doing, Duration most) {
    boolean whole = most.compareTo(limits.statement()) < 0;
    return new HindcastException(
        ErrorCode.SURVEY_TOO_LONG,
        ("%s took too long: %s. Make it cheaper, such as by less data behind target.keys.query or"
                + " the statement's scalar subqueries, or let the operator raise"
                + " planner.survey.statement-max")
            .formatted(
                doing,
                whole
                    ? "all that a plan asks may take %d s together"
                        .formatted(limits.whole().toSeconds())
                    : "a statement of a plan may take %d s"
                        .formatted(limits.statement().toSeconds())));
  }
}

package io.hindcast.planner.pace;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.Observation;
import io.hindcast.core.pace.Observation.Answer;
import io.hindcast.core.spec.ThrottleLimits;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.LoadProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what production feels: one sample for all, and what single specs want to be asked. */
final class LoadWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

  /** A little longer, so that whoever is late says so in its own words. */
  private static final Duration WAIT_MAX = ANSWER_MAX.plusMillis(500);

  private final LoadProbe probe;
  private final Endpoints endpoints = new Endpoints();
  private final Duration period;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LoadWatch(LoadProbe probe, Duration period) {
    this.probe = probe;
    this.period = period;
  }

  /**
   * What was found out at one time.
   *
   * @param pools what concerns all pools
   * @param own what concerns single backfills
   */
  record Look(Observation pools, Map<UUID, Observation> own) {
    Observation of(UUID backfillId) {
      return own.getOrDefault(backfillId, Observation.NONE);
    }
  }

  /**
   * One look, as far as anybody wants to know.
   *
   * @param limits of pools
   * @param idle latencies while nothing of ours ran
   */
  Look look(ThrottleLimits limits, List<Paced> running, Optional<LoadSample.Latencies> idle) {
    boolean wanted =
        limits.measured() || running.stream().anyMatch(each -> each.pacing().throttle().measured());
    Optional<LoadSample> sample = wanted ? sample(targets(running)) : Optional.of(LoadSample.EMPTY);
    Map<UUID, Future<Answer>> queries = asked(running, this::query);
    Map<UUID, Future<Answer>> calls = asked(running, this::endpoint);
    Map<UUID, Observation> own = new HashMap<>();
    for (Paced each : running) {
      UUID id = each.pace().backfillId();
      own.put(
          id,
          new Observation(
              sample, idle, each.spec().target().table(), answer(queries, id), answer(calls, id)));
    }
    return new Look(new Observation(sample, idle, null, null, null), own);
  }

  private static List<TableName> targets(List<Paced> running) {
    return running.stream()
        .filter(each ->
            each.pacing().throttle().partsPerPartition() != null
                || each.pacing().throttle().mutations() != null)
        .map(each -> each.spec().target().table())
        .distinct()
        .toList();
  }

  /** Empty when the warehouse does not answer, which holds whoever wants to know. */
  private Optional<LoadSample> sample(List<TableName> tables) {
    try {
      return Optional.of(probe.load(period, tables));
    } catch (HindcastException e) {
      LOG.warn("The warehouse does not tell its load ({}): {}", e.code(), e.getMessage());
      return Optional.empty();
    }
  }

  private Map<UUID, Future<Answer>> asked(
      List<Paced> running, java.util.function.Function<Paced, @Nullable Supplier<Answer>> how) {
    Map<UUID, Future<Answer>> asked = new ConcurrentHashMap<>();
    for (Paced each : running) {
      Supplier<Answer> question = how.apply(each);
      if (question != null) {
        asked.put(each.pace().backfillId(), threads.submit(question::get));
      }
    }
    return asked;
  }

  private @Nullable Supplier<Answer> query(Paced paced) {
    String sql = paced.pacing().throttle().query();
    return sql == null ? null : () -> query(sql);
  }

  private Answer query(String sql) {
    try {
      double value = probe.ask(sql, ANSWER_MAX);
      return new Answer.Said(value, 0, "says %s".formatted(value));
    } catch (HindcastException e) {
      return new Answer.Silent(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Supplier<Answer> endpoint(Paced paced) {
    String address = paced.pacing().throttle().endpoint();
    return address == null ? null : () -> endpoints.ask(address, ANSWER_MAX);
  }

  private static @Nullable Answer answer(Map<UUID, Future<Answer>> asked, UUID id) {
    Future<Answer> future = asked.get(id);
    if (future == null) {
      return null;
    }
    try {
      return future.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      return new Answer.Silent("no answer within %s".formatted(WAIT_MAX));
    } catch (java.util.concurrent.ExecutionException e) {
      LOG.warn("A question about the load of backfill {} failed", id, e.getCause());
      return new Answer.Silent(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Silent("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    endpoints.close();
  }
}

package io.hindcast.benchmarks.course;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Pause;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.Connection;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs backfills as any program can: a request on the topic, and then listening. */
public final class Backfills implements AutoCloseable {
  private static final long GLANCE_MS = 2_000;
  private static final Duration SETTLING_MAX = Duration.ofMinutes(1);
  private static final int NOT_FOUND = 404;

  private final BenchBed bed;
  private final PlannerApi planner;
  private final BackfillTracker tracker = new BackfillTracker();

  /** On this bed; begins to follow the topics. */
  public Backfills(BenchBed bed) {
    this.bed = bed;
    this.planner = new PlannerApi(new Connection(bed.api(), bed.apiToken()));
    tracker.follow(bed.bus());
  }

  /**
   * Runs the spec until its result is live, and returns when that was heard of on the topic.
   *
   * @throws IllegalStateException with the reason when the backfill ends without a swap
   */
  public Finished run(String spec) {
    UUID id = UUID.randomUUID();
    BackfillTrack track = tracker.track(id);
    Instant requested = Instant.now().truncatedTo(ChronoUnit.MICROS);
    long began = System.nanoTime();
    bed.bus().publisher().publish(Topics.REQUESTS, id.toString(), request(id, requested, spec));
    awaitSwap(id, track);
    return new Finished(id, requested, began, track);
  }

  /** A backfill whose result is live. */
  public final class Finished {
    private final UUID id;
    private final Instant requested;
    private final long beganNanos;
    private final BackfillTrack track;

    private Finished(UUID id, Instant requested, long beganNanos, BackfillTrack track) {
      this.id = id;
      this.requested = requested;
      this.beganNanos = beganNanos;
      this.track = track;
    }

    /** How it went; returns when the planner has nothing more to do for it either. */
    public BackfillRun settled() {
      Pause.until(SETTLING_MAX, () -> planner.backfill(id).value().outcome().ended());
      return BackfillRun.of(requested, beganNanos, track);
    }
  }

  private void awaitSwap(UUID id, BackfillTrack track) {
    while (true) {
      try {
        track.swap().get(GLANCE_MS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        requireOpen(id);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a backfill runs", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("Cannot hear of swaps", e);
      }
    }
  }

  private void requireOpen(UUID id) {
    Optional<Backfill> backfill = find(id);
    if (backfill.isPresent() && backfill.get().outcome() == Outcome.FAILED) {
      throw new IllegalStateException(
          "The backfill ended %s: %s".formatted(backfill.get().state(), backfill.get().reason()));
    }
  }

  private Optional<Backfill> find(UUID id) {
    try {
      return Optional.of(planner.backfill(id).value());
    } catch (ApiRefused e) {
      if (e.status() == NOT_FOUND) { // The planner has not taken the request yet.
        return Optional.empty();
      }
      throw e;
    }
  }

  private static BackfillRequest request(UUID id, Instant now, String spec) {
    int version = MessageCodec.standard().version(BackfillRequest.class);
    Meta meta = new Meta(UUID.randomUUID(), id, now, version, null);
    return new BackfillRequest(meta, spec, "bench", RequestOrigin.TOPIC);
  }

  @Override
  public void close() {
    planner.close();
  }
}

package io.hindcast.benchmarks.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a backfill went.
 *
 * @param seconds from just before the request was published until the completed swap was heard of
 * @param phases where they went
 * @param tasks attempts that were ordered
 * @param beginnings how often a worker began on one of them: once each unless workers die
 * @param relayMs of each order, from the planner's decision until it was on the topic
 * @param dispatchMs of each order, from the topic until the worker began
 * @param workMs of each attempt, what its worker took
 */
public record BackfillRun(
    double seconds,
    Phases phases,
    int tasks,
    int beginnings,
    List<Double> relayMs,
    List<Double> dispatchMs,
    List<Double> workMs) {

  /** Copies the lists. */
  public BackfillRun {
    relayMs = List.copyOf(relayMs);
    dispatchMs = List.copyOf(dispatchMs);
    workMs = List.copyOf(workMs);
  }

  static BackfillRun of(Instant requested, long beganNanos, BackfillTrack track) {
    BackfillTrack.Log log = track.log();
    BackfillTrack.Swap swap = track.swap().join();
    double seconds = (swap.heardNanos() - beganNanos) / 1e9;
    List<Double> relay = new ArrayList<>();
    List<Double> dispatch = new ArrayList<>();
    log.orders()
        .forEach((key, order) -> {
          relay.add(millis(order.decided(), order.sent()));
          Instant start = log.starts().get(key);
          if (start != null) {
            dispatch.add(millis(order.sent(), start));
          }
        });
    List<Double> work =
        log.staged().values().stream().map(staged -> (double) staged.durationMs()).toList();
    return new BackfillRun(
        seconds,
        Phases.of(requested, log, swap, seconds),
        log.orders().size(),
        log.beginnings(),
        relay,
        dispatch,
        work);
  }

  private static double millis(Instant from, Instant to) {
    // The broker's times are whole milliseconds, so that a short way can seem to end early.
    return Math.max(0, Duration.between(from, to).toNanos() / 1e6);
  }
}

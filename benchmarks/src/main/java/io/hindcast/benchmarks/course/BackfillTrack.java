package io.hindcast.benchmarks.course;

import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.TaskStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the topics said about one backfill. Thread-safe. */
final class BackfillTrack {
  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Instant> starts = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Map<String, Staged> staged = new HashMap<>();
  private final List<Instant> validations = new ArrayList<>();
  private final List<Instant> verdicts = new ArrayList<>();
  private final List<Instant> swapRequests = new ArrayList<>();
  private final CompletableFuture<Swap> swap = new CompletableFuture<>();

  /** An order to a worker: when the planner decided it and when it was on the topic. */
  record Order(Instant decided, Instant sent) {}

  /** A result: when it was there and how long the worker had taken. */
  record Staged(Instant at, long durationMs) {}

  /** The first completed swap: by the relay's clock, and by this JVM's when it was heard of. */
  record Swap(Instant at, long heardNanos) {}

  /** Everything that was said until now. */
  record Log(
      Map<String, Order> orders,
      Map<String, Instant> starts,
      int beginnings,
      Map<String, Staged> staged,
      List<Instant> validations,
      List<Instant> verdicts,
      List<Instant> swapRequests) {}

  synchronized void ordered(Task task, Instant sent) {
    Instant decided = task.getMeta().getOccurredAt();
    orders.putIfAbsent(
        key(task.getTaskId(), task.getGeneration(), task.getAttempt()), new Order(decided, sent));
  }

  synchronized void heard(TaskEvent event) {
    String key = key(event.getTaskId(), event.getGeneration(), event.getAttempt());
    Instant at = event.getMeta().getOccurredAt();
    if (event.getOutcome() instanceof TaskStarted) {
      starts.putIfAbsent(key, at);
      beginnings.add(key + "/" + event.getDelivery());
    } else if (event.getOutcome() instanceof TaskStaged result) {
      staged.putIfAbsent(key, new Staged(at, result.getDurationMs()));
    }
  }

  synchronized void validationAsked(Instant at) {
    validations.add(at);
  }

  synchronized void judged(Instant at) {
    verdicts.add(at);
  }

  synchronized void swapAsked(Instant at) {
    swapRequests.add(at);
  }

  void heard(SwapEvent event, long nanos) {
    if (event.getOutcome() instanceof SwapCompleted) {
      swap.complete(new Swap(event.getMeta().getOccurredAt(), nanos));
    }
  }

  /** Completes with the first swap. */
  CompletableFuture<Swap> swap() {
    return swap;
  }

  synchronized Log log() {
    return new Log(
        Map.copyOf(orders),
        Map.copyOf(starts),
        beginnings.size(),
        Map.copyOf(staged),
        List.copyOf(validations),
        List.copyOf(verdicts),
        List.copyOf(swapRequests));
  }

  private static String key(String taskId, int generation, int attempt) {
    return taskId + "/" + generation + "/" + attempt;
  }
}

package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.planner.SimulatedPlanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One process of the planner from its start to its crash. Its threads are tasks that wait for their
 * turn; while one of them waits for the store or the warehouse, others go on.
 */
final class PlannerProcess implements BackfillStore, ModelWarehouse.Access {
  private static final int NESTED_MAX = 3;

  private final Life life;
  private final Chance chance;
  private final SimulatedPlanner planner;
  private final List<Runnable> waiting = new ArrayList<>();
  private final Deque<String> running = new ArrayDeque<>();
  private boolean dead;
  private boolean inTransaction;

  PlannerProcess(Life life) {
    this.life = life;
    this.chance = life.chance;
    this.planner =
        new SimulatedPlanner(
            life.plant.store(this),
            life.plant.warehouse(this, life.server),
            life::now,
            chance::id,
            waiting::add,
            life.bus.genuine());
  }

  boolean isDead() {
    return dead;
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  /** A thread that waits for its turn goes on. */
  void goOn() {
    if (!waiting.isEmpty()) {
      Runnable task = waiting.remove(chance.below(waiting.size()));
      enter("drive", task);
    }
  }

  void sweep() {
    enter("sweep", planner::sweep);
  }

  /** As its own thread does it: what fails is tried again later. */
  void keepPace() {
    try {
      life.pacing();
      enter("pace", planner::keepPace);
      life.paced();
    } catch (HindcastException e) {
      life.trace.note(() -> "the pace is not kept: " + e.getMessage());
    }
  }

  void tidy() {
    enter("janitor", planner::tidy);
  }

  private void enter(String what, Runnable body) {
    life.trace.note(() -> "planner: " + what);
    running.push(what);
    try {
      body.run();
    } finally {
      running.pop();
    }
  }

  /** Hands a message to its handler. */
  <T extends SpecificRecord> void deliver(Delivery<T> delivery) throws Exception {
    MessageHandler<T> handler = planner.handler(delivery.topic());
    running.push(delivery.topic());
    try {
      handler.handle(delivery);
    } finally {
      running.pop();
    }
    requireAlive();
  }

  /** What a thread has met that looks like a defect; null when there was none. */
  @Nullable String defect(UUID id) {
    return planner.problem(id).filter(problem -> problem.startsWith("INTERNAL")).orElse(null);
  }

  @Override
  public void before(String what, Runnable statement) {
    meanwhile();
    requireAlive();
    if (chance.strikes()) {
      if (chance.oneOf(2)) {
        life.server.delay(statement);
      }
      if (chance.oneOf(2)) {
        crash(what);
      }
      life.trace.note(() -> "broken off: " + what);
      throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "Broken off");
    }
    life.trace.note(() -> "statement: " + what);
  }

  @Override
  public void after(String what) {
    if (chance.strikes()) {
      if (chance.oneOf(2)) {
        crash(what);
      }
      life.trace.note(() -> "no answer: " + what);
      throw new HindcastException(ErrorCode.WAREHOUSE_TIMEOUT, "No answer");
    }
    meanwhile();
    requireAlive();
  }

  @Override
  public void looked() {
    life.looked();
  }

  @Override
  public <T> T inTransaction(Function<BackfillTransaction, T> body) {
    meanwhile();
    requireAlive();
    if (chance.strikes()) {
      conflict(body);
    }
    inTransaction = true;
    T result;
    try {
      result = life.store.inTransaction(body);
    } finally {
      inTransaction = false;
    }
    life.committed();
    if (chance.strikes()) {
      if (chance.oneOf(2)) {
        crash("after a commit");
      }
      throw new HindcastException(ErrorCode.STORE_UNAVAILABLE, "Unknown outcome");
    }
    requireAlive();
    return result;
  }

  /** The body is run and nothing is kept of it: the process dies, is told so, or runs it again. */
  private <T> void conflict(Function<BackfillTransaction, T> body) {
    inTransaction = true;
    try {
      life.store.inTransaction(tx -> {
        T unused = body.apply(tx);
        throw new Conflict();
      });
    } catch (Conflict e) {
      life.trace.note(() -> "a transaction is rolled back");
    } finally {
      inTransaction = false;
    }
    switch (chance.below(3)) {
      case 0 -> crash("before a commit");
      case 1 -> throw new HindcastException(ErrorCode.STORE_UNAVAILABLE, "Rolled back");
      default -> {}
    }
  }

  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Other threads and the rest of the world go on. Nobody else runs within a transaction. */
  private void meanwhile() {
    while (!inTransaction && !dead && running.size() < NESTED_MAX && chance.oneOf(3)) {
      life.act();
    }
  }

  private void crash(String where) {
    life.trace.note(() -> "crash: " + where);
    dead = true;
    throw new Crash();
  }

  private void requireAlive() {
    if (dead) {
      throw new Crash();
    }
  }
}

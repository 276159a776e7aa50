package io.hindcast.benchmarks.plan;

import io.hindcast.benchmarks.figures.Samples;
import io.hindcast.control.database.Database;
import io.hindcast.control.planner.PostgresBackfillQueries;
import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.status.BackfillQueries;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** A plan in the planner's store: written as the planner does, and looked at as people do. */
final class StoredPlan {
  private static final int REPEATED = 9;
  private static final int PAGE = 100;
  private static final int SLOTS = 8;

  private final BackfillStore store;
  private final BackfillQueries queries;
  private final Plan plan;
  private final UUID id;

  StoredPlan(Database database, Plan plan, UUID id) {
    this.store = new PostgresBackfillStore(database);
    this.queries = new PostgresBackfillQueries(database, InstantSource.system());
    this.plan = plan;
    this.id = id;
  }

  PlanReport.Storing measure() {
    double storing = millis(this::put);
    String last = plan.tasks().get(plan.tasks().size() - PAGE).taskId();
    return new PlanReport.Storing(
        plan.partitions(),
        plan.tasks().size(),
        storing,
        median(() -> queries.tasks(id, null, null, PAGE)),
        median(() -> queries.tasks(id, null, last, PAGE)),
        median(() -> queries.status(id)),
        median(() -> queries.list(new BackfillQueries.Filter(null, null, null, PAGE))),
        median(this::nextTasks));
  }

  private void put() {
    Backfill backfill =
        new Backfill(
            id,
            new Request(
                "",
                plan.name(),
                "bench",
                plan.target().toString(),
                new TreeMap<>(),
                "bench",
                "REST",
                ""),
            new BackfillState.Planning(),
            false,
            Instant.EPOCH);
    store.inTransaction(tx -> {
      tx.insert(backfill);
      tx.claims(plan.target().toString()).claim(id, plan.partitionIds());
      tx.storePlan(id, plan);
      Course course = Course.start(plan.waves().size(), 3, true);
      tx.save(backfill.in(new BackfillState.Running(course)));
      return true;
    });
  }

  private void nextTasks() {
    store.inTransaction(tx -> tx.tasks(id).dispatchable(0, Instant.now(), SLOTS));
  }

  private static double median(Runnable action) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < REPEATED; i++) {
      millis.add(millis(action));
    }
    return Samples.of(millis).median();
  }

  private static double millis(Runnable action) {
    long began = System.nanoTime();
    action.run();
    return (System.nanoTime() - began) / 1e6;
  }
}

package io.hindcast.planner.http;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.status.DiskRoom;
import io.hindcast.core.worker.Fleet;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.planner.deadletter.DeadLetterCheck;
import io.hindcast.planner.pace.Watchdog;
import io.hindcast.planner.worker.Workers;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.WarehouseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the planner reaches everything that it needs. */
public final class DoctorRoutes {
  private final Supplier<Optional<String>> database;
  private final Warehouse warehouse;
  private final MessageBus bus;
  private final Workers workers;
  private final Watchdog watchdog;
  private final DeadLetterCheck deadLetters;

  /**
   * @param database what keeps the store from answering, if anything
   */
  public DoctorRoutes(
      Supplier<Optional<String>> database,
      Warehouse warehouse,
      MessageBus bus,
      Workers workers,
      Watchdog watchdog,
      DeadLetterCheck deadLetters) {
    this.deadLetters = deadLetters;
    this.database = database;
    this.warehouse = warehouse;
    this.bus = bus;
    this.workers = workers;
    this.watchdog = watchdog;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.get("/v1/doctor", this::examine));
  }

  /**
   * @param ok false fails the examination
   * @param warning whether somebody should look, though nothing fails yet
   */
  private record Check(String name, boolean ok, boolean warning, String detail) {
    Check(String name, boolean ok, String detail) {
      this(name, ok, false, detail);
    }
  }

  private record Findings(List<Check> checks) {}

  private ApiResponse examine(ApiRequest request) {
    List<Check> checks = new ArrayList<>();
    Optional<String> problem = database.get();
    checks.add(new Check("postgresql", problem.isEmpty(), problem.orElse("answers")));
    warehouse.nodes().forEach(node -> checks.add(warehouse(node)));
    for (SubscriptionHealth health : bus.health()) {
      checks.add(subscription(health));
    }
    checks.add(workers(problem));
    Optional<String> pace = watchdog.problem();
    checks.add(new Check("pace", pace.isEmpty(), pace.orElseGet(watchdog::sentence)));
    if (problem.isEmpty()) {
      checks.add(deadLetters());
    }
    return ApiResponse.ok(new Findings(checks));
  }

  /** Each node by itself: one that is down takes only those backfills along that need it. */
  private Check warehouse(String node) {
    String name = node.isEmpty() ? "warehouse" : "warehouse " + node;
    try {
      WarehouseInfo info = warehouse.on(node).info();
      DiskRoom disk = new DiskRoom(info.freeDiskBytes(), info.totalDiskBytes());
      return new Check(
          name,
          disk.level() != DiskRoom.Level.FULL,
          disk.level() == DiskRoom.Level.LITTLE,
          "version %s, zone %s, %s".formatted(info.version(), info.zone(), disk.sentence()));
    } catch (HindcastException e) {
      return new Check(name, false, String.valueOf(e.getMessage()));
    }
  }

  /** Nothing fails by them; somebody should look all the same. */
  private Check deadLetters() {
    Optional<String> found = deadLetters.found();
    return new Check("dead letters", true, found.isPresent(), found.orElse("none since yesterday"));
  }

  /** A planner that has just been set up has not heard of any yet, which is no fault. */
  private Check workers(Optional<String> storeProblem) {
    if (storeProblem.isPresent()) {
      return new Check("workers", false, "not known while postgresql does not answer");
    }
    Fleet fleet = workers.fleet();
    List<String> problems = workers.problems();
    String found = "%d take tasks, with %d slots".formatted(fleet.serving(), fleet.slots());
    boolean gone = fleet.serving() == 0 && !fleet.judged().isEmpty();
    return new Check(
        "workers",
        problems.isEmpty() && !gone,
        problems.isEmpty() ? found : found + "; " + String.join("; ", problems));
  }

  private static Check subscription(SubscriptionHealth health) {
    return new Check(
        health.subscription(),
        health.healthy(),
        health.healthy() ? "consumes" : String.join("; ", health.problems()));
  }
}

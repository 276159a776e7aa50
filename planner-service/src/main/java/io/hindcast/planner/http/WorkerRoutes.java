package io.hindcast.planner.http;

import io.hindcast.core.worker.Fleet;
import io.hindcast.core.worker.WorkerReport;
import io.hindcast.planner.worker.Workers;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import java.time.Instant;
import java.util.List;

/** The workers, and what is to be thought of them. */
public final class WorkerRoutes {
  private final Workers workers;

  /** Wired by the planner's main. */
  public WorkerRoutes(Workers workers) {
    this.workers = workers;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.get("/v1/workers", this::list));
  }

  private record View(
      String workerId,
      String host,
      String version,
      String state,
      String condition,
      String message,
      int slots,
      List<String> tasks,
      long done,
      long failed,
      double rowsPerSecond,
      Instant startedAt,
      Instant seenAt) {}

  private record Answer(int serving, int slots, List<View> workers) {}

  private ApiResponse list(ApiRequest request) {
    Fleet fleet = workers.fleet();
    return ApiResponse.ok(
        new Answer(
            fleet.serving(),
            fleet.slots(),
            fleet.judged().stream().map(WorkerRoutes::view).toList()));
  }

  private static View view(Fleet.Judged judged) {
    WorkerReport report = judged.worker().report();
    return new View(
        report.id(),
        report.host(),
        report.version(),
        report.state().name(),
        judged.condition().name(),
        judged.message().isEmpty() ? report.reason() : judged.message(),
        report.slots(),
        report.tasks(),
        report.work().done(),
        report.work().failed(),
        report.work().rowsPerSecond(),
        report.startedAt(),
        judged.worker().seenAt());
  }
}

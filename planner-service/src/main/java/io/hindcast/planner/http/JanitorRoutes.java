package io.hindcast.planner.http;

import io.hindcast.planner.janitor.Janitor;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import java.util.List;

/** The janitor: what it would do, and a run at once. */
public final class JanitorRoutes {
  private final Janitor janitor;

  /** Wired by the planner's main. */
  public JanitorRoutes(Janitor janitor) {
    this.janitor = janitor;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/janitor", request -> ApiResponse.ok(janitor.dryRun())),
        Route.post("/v1/janitor", request -> ApiResponse.ok(janitor.run())));
  }
}

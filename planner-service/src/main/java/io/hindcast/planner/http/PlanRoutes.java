package io.hindcast.planner.http;

import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.planner.survey.Surveyor;
import io.hindcast.runtime.http.ApiError;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import java.util.List;

/** Dry runs: what a spec would do, without doing it. */
public final class PlanRoutes {
  private final SpecReader reader;
  private final Surveyor surveyor;

  /** Wired by the planner's main. */
  public PlanRoutes(SpecReader reader, Surveyor surveyor) {
    this.reader = reader;
    this.surveyor = surveyor;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.post("/v1/plans", this::plan));
  }

  private record Body(String spec) {}

  private record Refusal(String code, String message, List<PlanView.FindingView> findings) {}

  private ApiResponse plan(ApiRequest request) {
    return switch (reader.read(request.json(Body.class).spec())) {
      case SpecOutcome.Invalid invalid -> Problems.response(invalid);
      case SpecOutcome.Parsed parsed ->
          switch (surveyor.plan(parsed.spec())) {
            case PlanOutcome.Planned planned -> ApiResponse.ok(PlanView.of(planned.plan()));
            case PlanOutcome.Refused refused -> refusal(refused);
          };
    };
  }

  private static ApiResponse refusal(PlanOutcome.Refused refused) {
    return ApiResponse.json(
        ApiError.status(refused.first().code()),
        new Refusal(
            refused.first().code().name(),
            refused.message(),
            refused.findings().stream().map(PlanView.FindingView::of).toList()));
  }
}

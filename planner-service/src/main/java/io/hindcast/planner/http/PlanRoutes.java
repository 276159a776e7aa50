package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.calibration.Measured;
import io.hindcast.core.calibration.Outlook;
import io.hindcast.core.calibration.Prices;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.planner.survey.Surveyor;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import java.util.List;
import java.util.UUID;

/** Dry runs: what a spec would do, without doing it. */
public final class PlanRoutes {
  /** A dry run has no id. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final SpecReader reader;
  private final Surveyor surveyor;
  private final BackfillStore store;
  private final Prices prices;

  /**
   * Wired by the planner's main.
   *
   * @param prices for what a backfill would cost
   */
  public PlanRoutes(SpecReader reader, Surveyor surveyor, BackfillStore store, Prices prices) {
    this.reader = reader;
    this.surveyor = surveyor;
    this.store = store;
    this.prices = prices;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.plan("/v1/plans", this::plan));
  }

  private record Body(String spec) {}

  /** Plans of all targets of one spec, in its order. */
  private record Members(String name, List<PlanView> members) {}

  private ApiResponse plan(ApiRequest request) {
    return switch (reader.read(request.json(Body.class).spec())) {
      case SpecOutcome.Invalid invalid -> Problems.response(invalid);
      case SpecOutcome.Parsed parsed -> plans(parsed.specs());
    };
  }

  private ApiResponse plans(List<BackfillSpec> specs) {
    List<PlanRefusal.Member> all =
        specs.stream().map(spec -> new PlanRefusal.Member(spec, surveyor.plan(spec))).toList();
    if (all.stream().anyMatch(member -> member.outcome() instanceof PlanOutcome.Refused)) {
      return PlanRefusal.of(all);
    }
    List<PlanView> views = all.stream().map(this::view).toList();
    return views.size() == 1
        ? ApiResponse.ok(views.getFirst())
        : ApiResponse.ok(new Members(specs.getFirst().metadata().name(), views));
  }

  /** With what it will take, if the newest backfill of the table is anything to go by. */
  private PlanView foretold(Plan plan) {
    PlanView view = PlanView.of(plan);
    Measured earlier = store.inTransaction(tx -> tx.earlier(plan.target().toString()));
    Outlook.Left all =
        new Outlook.Left(
            plan.estimate().rowsToRead(), plan.tasks().size(), plan.workload().parallelism());
    return Outlook.assumed(earlier, all).map(it -> view.foretold(it, prices)).orElse(view);
  }

  private PlanView view(PlanRefusal.Member member) {
    return switch (member.outcome()) {
      case PlanOutcome.Planned planned ->
          foretold(planned.plan()).and(overlaps(member.spec(), planned.plan()));
      case PlanOutcome.NothingToDo nothing -> PlanView.of(member.spec(), nothing);
      case PlanOutcome.Refused refused ->
          throw new IllegalStateException("A refused plan has no view: " + refused.message());
    };
  }

  /** Warnings, since the others may have ended before a submission is planned. */
  private List<PlanView.FindingView> overlaps(BackfillSpec spec, Plan plan) {
    return store
        .inTransaction(
            tx -> tx.claims(plan.target().toString()).atWork(NOBODY, plan.partitionIds()))
        .stream()
        .map(overlap ->
            new PlanView.FindingView(
                Finding.Severity.WARNING.name(),
                ErrorCode.BACKFILL_OVERLAP.name(),
                overlap.warning(spec.execution().overlap())))
        .toList();
  }
}

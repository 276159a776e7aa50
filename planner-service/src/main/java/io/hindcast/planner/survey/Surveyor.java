package io.hindcast.planner.survey;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.BackfillPlanner;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.PlacementChecks;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.warehouse.SurveyLimits;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.List;

/** Gathers what planning looks at, from metadata as far as they can tell, and makes a plan. */
public final class Surveyor {
  private final Warehouse warehouse;
  private final BackfillStore store;
  private final Settings settings;
  private final InstantSource clock;

  /**
   * How surveys are made.
   *
   * @param limits of one plan
   * @param oneUser whether the other services work as the planner's user, so that its rights tell
   *     whether they can
   */
  public record Settings(String workingDatabase, SurveyLimits limits, boolean oneUser) {}

  /**
   * On one warehouse.
   *
   * @param store knows what backfills have made of the target
   */
  public Surveyor(
      Warehouse warehouse, BackfillStore store, Settings settings, InstantSource clock) {
    this.warehouse = warehouse;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The plan of a spec as the warehouse is now. A thread that is interrupted gives it up.
   *
   * @throws HindcastException when the warehouse cannot be asked; SURVEY_TOO_LONG when that takes
   *     longer than plans may
   */
  public PlanOutcome plan(BackfillSpec spec) {
    return plan(spec, settings.limits());
  }

  SurveyLimits limits() {
    return settings.limits();
  }

  PlanOutcome plan(BackfillSpec spec, SurveyLimits limits) {
    List<Finding> misplaced = PlacementChecks.of(spec, settings.workingDatabase());
    if (!misplaced.isEmpty()) {
      return new PlanOutcome.Refused(misplaced);
    }
    SurveyRound round = new SurveyRound(warehouse.surveying(limits), store, settings, clock);
    return BackfillPlanner.plan(round.survey(spec));
  }
}

package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Overlap;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.planner.survey.SurveyLanes;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What becomes of a backfill that is being planned. */
public final class PlanStep {
  /** What would meet every further survey, too. */
  private static final Set<ErrorCode> LASTING =
      Set.of(ErrorCode.INTERNAL, ErrorCode.NODE_UNKNOWN, ErrorCode.SURVEY_TOO_LONG);

  private final SurveyLanes lanes;
  private final PlanPatience patience;
  private final PlansUnderWay underWay = new PlansUnderWay();
  private final BaseKeeper bases;
  private final Rebuilder rebuilder;

  /** On one warehouse. */
  public PlanStep(SurveyLanes lanes, PlanPatience patience, BaseKeeper bases, Rebuilder rebuilder) {
    this.lanes = lanes;
    this.patience = patience;
    this.bases = bases;
    this.rebuilder = rebuilder;
  }

  /**
   * What would meet every further survey, too, is told instead of repeated for ever; so is what
   * does not pass.
   */
  PlanOutcome survey(Backfill backfill, BackfillSpec spec) {
    try {
      return underWay.make(backfill.id(), () -> lanes.plan(spec));
    } catch (HindcastException e) {
      if (LASTING.contains(e.code())) {
        return refused(e, String.valueOf(e.getMessage()));
      }
      if (patience.isOver(backfill)) {
        return refused(
            e,
            "Planning was tried for %d min (planner.survey.patience) and is given up; the last time: %s"
                .formatted(patience.most().toMinutes(), e.getMessage()));
      }
      throw e;
    }
  }

  private static PlanOutcome refused(HindcastException e, String message) {
    return new PlanOutcome.Refused(List.of(new Finding(Finding.Severity.ERROR, e.code(), message)));
  }

  /** Whether the backfill is being planned. */
  boolean isUnderWay(UUID id) {
    return underWay.has(id);
  }

  /** Nobody wants the plan any more. */
  void giveUp(UUID id) {
    underWay.giveUp(id);
  }

  /** Stores the plan, if there is one and nobody else is at work on its partitions. */
  BackfillEvent decide(
      BackfillTransaction tx, Backfill backfill, BackfillSpec spec, PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Refused refused ->
          new BackfillEvent.PlanRefused(refused.first().code(), refused.message());
      case PlanOutcome.NothingToDo nothing -> new BackfillEvent.NothingLeft(nothing.message());
      case PlanOutcome.Planned planned -> claim(tx, backfill, spec, planned.plan());
    };
  }

  /** The target stays locked until the transaction ends: of two plans, one sees the other. */
  private BackfillEvent claim(
      BackfillTransaction tx, Backfill backfill, BackfillSpec spec, Plan plan) {
    ClaimTable claims = tx.claims(spec.target().table().toString());
    claims.lock();
    List<String> partitions = plan.partitionIds();
    List<Overlap> overlaps = claims.before(backfill.id(), partitions);
    if (overlaps.isEmpty()) {
      claims.claim(backfill.id(), partitions);
      if (spec.swap().lateRows() == SwapPolicy.LateRows.CARRY) {
        bases.open(backfill, spec.target().table(), partitions);
      }
      tx.storePlan(backfill.id(), plan);
      rebuilder.note(tx, backfill.id(), plan);
      return new BackfillEvent.Planned(
          Course.start(
              plan.waves().size(),
              spec.swap().catchUpRounds(),
              spec.swap().approval() == SwapPolicy.Approval.AUTO));
    }
    Overlap first = overlaps.getFirst();
    if (spec.execution().overlap() == Execution.Overlap.REFUSE) {
      return new BackfillEvent.PlanRefused(ErrorCode.BACKFILL_OVERLAP, first.refusal());
    }
    claims.claim(backfill.id(), partitions);
    return new BackfillEvent.Overlapped(first.backfillId(), first.waiting());
  }
}

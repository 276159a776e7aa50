package io.hindcast.planner.survey;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.warehouse.SurveyLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans submissions, some at a time. Each has a few seconds first; what takes longer is begun anew
 * in a lane of its own, where it has all the time that a plan gets. However many slow ones there
 * are, others pass them.
 */
public final class SurveyLanes {
  private static final Logger LOG = LoggerFactory.getLogger(SurveyLanes.class);
  private static final Duration QUICK = Duration.ofSeconds(5);
  private static final int QUICK_AT_A_TIME = 16;
  private static final int SLOW_AT_A_TIME = 4;

  private final Surveyor surveyor;
  private final Semaphore quick = new Semaphore(QUICK_AT_A_TIME, true);
  private final Semaphore slow = new Semaphore(SLOW_AT_A_TIME, true);

  /** Of one planner. */
  public SurveyLanes(Surveyor surveyor) {
    this.surveyor = surveyor;
  }

  /**
   * As {@link Surveyor#plan(BackfillSpec)}, after a wait for others where there are many.
   *
   * @throws HindcastException QUERY_KILLED when the thread is interrupted
   */
  public PlanOutcome plan(BackfillSpec spec) {
    SurveyLimits all = surveyor.limits();
    SurveyLimits first = all.within(QUICK);
    try {
      return within(quick, spec, first);
    } catch (HindcastException e) {
      if (e.code() != ErrorCode.SURVEY_TOO_LONG || first.equals(all)) {
        throw e;
      }
      LOG.info("The plan of {} takes a while: {}", spec.metadata().name(), e.getMessage());
    }
    return within(slow, spec, all);
  }

  private PlanOutcome within(Semaphore lane, BackfillSpec spec, SurveyLimits limits) {
    try {
      lane.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(
          ErrorCode.QUERY_KILLED, "Planning was given up before its turn came");
    }
    try {
      return surveyor.plan(spec, limits);
    } finally {
      lane.release();
    }
  }
}

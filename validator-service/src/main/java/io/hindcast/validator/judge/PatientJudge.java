package io.hindcast.validator.judge;

import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a judgement again where that may help. Outages are left to the caller, who waits until they
 * are over; any other failure becomes, after a few tries, a judgement that says what is wrong: a
 * backfill must not wait forever for a verdict that cannot come.
 */
public final class PatientJudge implements WaveJudge {
  private static final Logger LOG = LoggerFactory.getLogger(PatientJudge.class);
  private static final int TRIES_MAX = 3;
  private static final Set<ErrorCode> OUTAGES =
      Set.of(
          ErrorCode.WAREHOUSE_UNAVAILABLE,
          ErrorCode.WAREHOUSE_OVERLOADED,
          ErrorCode.STORE_UNAVAILABLE,
          ErrorCode.MESSAGING_UNAVAILABLE);

  private final WaveJudge judge;
  private final Duration pause;

  /**
   * Makes a judge patient.
   *
   * @param pause between two tries
   */
  public PatientJudge(WaveJudge judge, Duration pause) {
    this.judge = judge;
    this.pause = pause;
  }

  @Override
  public Judgement judge(BackfillSpec spec, ValidationOrder order) {
    for (int tries = 1; ; tries++) {
      HindcastException failure;
      try {
        return judge.judge(spec, order);
      } catch (HindcastException e) {
        failure = e;
      } catch (RuntimeException e) { // A defect: told like any other reason, with its trace logged.
        LOG.error("Validation {} failed by a defect", order.validationId(), e);
        failure = new HindcastException(ErrorCode.INTERNAL, "The validator failed: " + e, e);
      }
      if (isOutage(failure)) {
        throw failure;
      }
      if (tries == TRIES_MAX || failure.code().category() == ErrorCategory.USER) {
        return Judgement.impossible(failure.code(), String.valueOf(failure.getMessage()));
      }
      pauseAfter(failure, order);
    }
  }

  /** An interrupted query looks like any failure, but says nothing about the wave. */
  private static boolean isOutage(HindcastException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return Thread.currentThread().isInterrupted() || OUTAGES.contains(failure.code());
  }

  private void pauseAfter(HindcastException failure, ValidationOrder order) {
    LOG.warn("Validation {} is tried again in {}", order.validationId(), pause, failure);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }
}

package io.hindcast.validator.judge;

import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.spec.BackfillSpec;

/** Judges one wave. */
@FunctionalInterface
public interface WaveJudge {

  /**
   * Looks and decides. Blocks for as long as the checks' queries take; repeating it does no harm.
   *
   * @throws io.hindcast.core.error.HindcastException when the checks could not be run
   */
  Judgement judge(BackfillSpec spec, ValidationOrder order);
}

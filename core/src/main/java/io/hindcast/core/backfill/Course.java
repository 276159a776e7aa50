package io.hindcast.core.backfill;

/**
 * How far a backfill has come. A pass is a set of tasks that run and are validated together: first
 * the plan's waves, then one pass for each catch-up and follow-up.
 *
 * @param waves waves of the plan
 * @param pass the current pass, from 0
 * @param round swaps completed: 0 before the first, then one more for each follow-up; each round
 *     has a shadow table of its own
 * @param recomputed bounded repetitions used so far
 * @param automatic whether swaps need nobody's approval
 */
public record Course(int waves, int pass, int round, Recomputed recomputed, boolean automatic) {

  /**
   * Repetitions because sources moved.
   *
   * @param stale validations repeated in the current pass
   * @param catchUps recomputations before the swap
   * @param followUps recomputations after a swap
   * @param revalidations validations repeated because the shadow changed after its verdict
   * @param max most of each
   */
  public record Recomputed(int stale, int catchUps, int followUps, int revalidations, int max) {}

  /** The course of a plan that starts now. */
  public static Course start(int waves, int recomputationsMax, boolean automatic) {
    return new Course(waves, 0, 0, new Recomputed(0, 0, 0, 0, recomputationsMax), automatic);
  }

  boolean beforeSwap() {
    return round == 0;
  }

  boolean lastWaveDone() {
    return pass >= waves - 1;
  }

  Course nextPass() {
    Recomputed r = recomputed;
    return with(
        pass + 1,
        round,
        new Recomputed(0, r.catchUps(), r.followUps(), r.revalidations(), r.max()));
  }

  Course stale() {
    Recomputed r = recomputed;
    return with(
        pass,
        round,
        new Recomputed(r.stale() + 1, r.catchUps(), r.followUps(), r.revalidations(), r.max()));
  }

  Course catchUp() {
    Recomputed r = recomputed;
    return with(
        pass + 1,
        round,
        new Recomputed(0, r.catchUps() + 1, r.followUps(), r.revalidations(), r.max()));
  }

  Course followUp() {
    Recomputed r = recomputed;
    return with(
        pass + 1,
        round + 1,
        new Recomputed(0, r.catchUps(), r.followUps() + 1, r.revalidations(), r.max()));
  }

  /** A follow-up that was given up begins again, with a shadow table of its own. */
  Course restart() {
    return with(pass + 1, round + 1, recomputed);
  }

  Course revalidate() {
    Recomputed r = recomputed;
    return with(
        pass + 1,
        round,
        new Recomputed(0, r.catchUps(), r.followUps(), r.revalidations() + 1, r.max()));
  }

  /** Goes on after a failure: what was repeated before it does not count any more. */
  Course retry() {
    return with(pass, round, new Recomputed(0, 0, 0, 0, recomputed.max()));
  }

  private Course with(int newPass, int newRound, Recomputed newRecomputed) {
    return new Course(waves, newPass, newRound, newRecomputed, automatic);
  }
}

package io.hindcast.relay.swap;

/** Something to do around each step of a swap. */
interface StepHook {

  /** The step is stored; its statements come next. Also told of the end. */
  void before(String step);

  /** The step's statements are done; that is stored next. */
  void after(String step);
}

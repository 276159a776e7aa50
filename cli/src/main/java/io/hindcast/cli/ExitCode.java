package io.hindcast.cli;

/** What the process's exit code tells a script. */
public enum ExitCode {
  /** Done; a backfill that was waited for is swapped in, or had nothing to do. */
  OK(0),
  /** The backfill ended without a swap, or its plan has errors. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** The spec is wrong; every problem is listed. */
  INVALID_SPEC(3),
  /** There is no such thing, or it is not in a state that allows this. */
  REFUSED(4),
  /** The planner does not answer. */
  UNREACHABLE(5),
  /** The backfill is swapped in, but a view beside its target does not work as before. */
  VIEWS_BROKEN(6),
  /** Something that the local stack needs is missing on this machine. */
  PREREQUISITE(69),
  /** A defect of Hindcast. */
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }
}

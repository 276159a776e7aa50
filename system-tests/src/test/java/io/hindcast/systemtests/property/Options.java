package io.hindcast.systemtests.property;

/**
 * How a backfill is run.
 *
 * @param version of the transform
 * @param reprocess {@code completed} or {@code changed}
 * @param manual whether it waits for an approval
 * @param rowsPerTask small enough for chunks, or not
 * @param newestFirst the order of work
 * @param canary whether there is more than one wave
 * @param carry whether rows written into the target meanwhile are carried over
 * @param checked whether the spec has checks of its own
 * @param vanishing whether live rows may go whose key the statement does not yield
 */
record Options(
    String version,
    String reprocess,
    boolean manual,
    int rowsPerTask,
    boolean newestFirst,
    boolean canary,
    boolean carry,
    boolean checked,
    boolean vanishing) {

  static Options draw(Draw draw, World world) {
    boolean rows = world.shape() == World.Shape.ROWS;
    return new Options(
        "2",
        "completed",
        draw.chance(40),
        draw.of(150, 1000, 1_000_000),
        draw.chance(40),
        draw.chance(40),
        rows && draw.chance(15),
        rows && draw.chance(50),
        draw.chance(75));
  }

  /** The same, for what has changed alone. */
  Options changed() {
    return new Options(
        version, "changed", false, rowsPerTask, newestFirst, canary, false, checked, vanishing);
  }

  /** Lines of the spec below {@code range}. */
  String lines() {
    return """
      scope: {reprocess: %s}
      execution: {parallelism: 3, rowsPerTask: %d, order: %s}
      waves: %s
      checks: %s
      swap: {approval: %s, lateRows: %s}
    """
        .formatted(
            reprocess,
            rowsPerTask,
            newestFirst ? "newestFirst" : "oldestFirst",
            canary ? "[20%, 100%]" : "[100%]",
            checked ? "[{unique: [id]}]" : "[]",
            manual ? "manual" : "auto",
            carry ? "carry" : "source");
  }
}

package io.hindcast.systemtests.property;

import io.hindcast.systemtests.property.World.Shape;
import io.hindcast.systemtests.stack.Mend;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;

/**
 * A fault that Hindcast once had without a word, made again: the sources without its mend.
 *
 * @param fault what went wrong
 * @param sign what a life says that notices it
 * @param mayShow whether it may show with the tables of a life; the draw goes on after the tables
 * @param mends what is taken out
 */
record Defect(String fault, String sign, BiPredicate<World, Draw> mayShow, List<Mend> mends) {
  private static final int LIVES = 8;
  private static final String CLICKHOUSE =
      "warehouse-clickhouse/src/main/java/io/hindcast/warehouse/clickhouse/";
  private static final String CORE = "core/src/main/java/io/hindcast/core/";

  private static final String NOTHING = "nothing to do (";
  private static final String SWAPPED = "swapped, though";
  private static final String ROWS = " or, if left out, ";

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "late rows of a source that is partitioned by the time of loading are not seen",
              NOTHING,
              (world, draw) -> fits(world) && world.sourcePartition().contains("loaded"),
              new Mend(
                  CORE + "fence/Telling.java",
                  "Optional<Window> spanned = known.common(Window::spanned);",
                  "Optional<Window> spanned = known.common(any -> true);")),
          new Defect(
              "lightweight updates of a source are not seen",
              NOTHING,
              (world, draw) ->
                  fits(world)
                      && world.lightweight()
                      && world.sourcePartition().equals("toYYYYMM(ts)"),
              new Mend(
                  CLICKHOUSE + "PartInspector.java",
                  "WHERE active AND database IN %1$s AND table IN %2$s",
                  "WHERE active AND NOT startsWith(partition_id, 'patch-')"
                      + " AND database IN %1$s AND table IN %2$s")),
          new Defect(
              "a rollback after an update of the target gives each updated key two rows",
              ROWS,
              (world, draw) ->
                  fits(world)
                      && world.shape() == Shape.ROWS
                      && world.target().engine().equals("MergeTree"),
              new Mend(
                  CORE + "swap/CarryRule.java",
                  "return facts.unique() ? NEW_KEYS : ADDED;",
                  "return ALL;")),
          new Defect(
              "values and NULLs that the target cannot store become others",
              SWAPPED,
              (world, draw) -> !fits(world) && world.extra().yields().startsWith("Nullable(UInt"),
              new Mend(
                  CLICKHOUSE + "ColumnGuard.java",
                  "ValueProof.of(Conversion.of(yields, stores), SqlName.of(column))",
                  "Optional.empty()"),
              new Mend(
                  CLICKHOUSE + "InsertSettings.java",
                  "\"insert_null_as_default\", \"0\"",
                  "\"insert_null_as_default\", \"1\"")),
          new Defect(
              "rows that a wrapping partition function has put beside the range are lost",
              ROWS,
              (world, draw) -> fits(world) && Life.hasBrokenClock(world, draw),
              new Mend(
                  CORE + "check/LossRules.java",
                  "if (outside.isEmpty()) {\n      return Assessment.inward(",
                  "if (true) {\n      return Assessment.inward(")),
          new Defect(
              "chunks are put together in the order of work, so that another row is the last",
              ROWS,
              (world, draw) -> world.shape() == Shape.LAST,
              new Mend(
                  CORE + "task/Chunks.java",
                  ".sorted(Comparator.comparing(Task::range))\n            .flatMap(",
                  ".flatMap(")));

  private Defect(String fault, String sign, BiPredicate<World, Draw> mayShow, Mend... mends) {
    this(fault, sign, mayShow, List.of(mends));
  }

  private static boolean fits(World world) {
    return world.extra().convertible();
  }

  /** The first lives whose tables it may show with. */
  LongStream seeds() {
    return LongStream.iterate(1, seed -> seed + 1).filter(this::mayShow).limit(LIVES);
  }

  private boolean mayShow(long seed) {
    Draw draw = new Draw(seed);
    return mayShow.test(World.draw("any", draw), draw);
  }

  /**
   * Compiles the changed sources into a directory, to go in front of the class path.
   *
   * @param directory which is made
   */
  Path compile(Path directory) {
    return Mend.takeOut(mends, directory);
  }

  @Override
  public String toString() {
    return fault;
  }
}

package io.hindcast.core.spec;

import java.time.Duration;
import java.util.SortedMap;

/**
 * How hard the backfill may work.
 *
 * @param parallelism how many of its tasks run at the same time, over all workers
 * @param rowsPerTask how many rows the planner aims at per task: smaller partitions are joined,
 *     larger ones are split where the grain allows
 * @param partitionsPerTaskMax how many target partitions one task may write
 * @param attemptsMax how often one task may be tried before the backfill fails
 * @param settings warehouse settings of every statement that a task runs
 * @param order the order in which a wave's partitions are taken
 * @param overlap what happens when another backfill is at work on the same partitions
 * @param taskDuration how long a task should take: after each wave, tasks that have not started are
 *     cut anew by what was measured; zero keeps {@code rowsPerTask}
 */
public record Execution(
    int parallelism,
    long rowsPerTask,
    int partitionsPerTaskMax,
    int attemptsMax,
    SortedMap<String, String> settings,
    ScanOrder order,
    Overlap overlap,
    Duration taskDuration) {

  /** The duration of a task that a spec does not say. */
  public static final Duration TASK_DURATION_DEFAULT = Duration.ofMinutes(1);

  /** The longest duration of a task that a spec may ask for. */
  public static final Duration TASK_DURATION_MAX = Duration.ofDays(1);

  /** Bounds and default of {@code parallelism}. */
  public static final Bounds PARALLELISM = new Bounds(1, 1024, 4);

  /** Bounds and default of {@code rowsPerTask}. */
  public static final Bounds ROWS_PER_TASK = new Bounds(1, 1_000_000_000_000L, 5_000_000);

  /** Bounds and default of {@code partitionsPerTaskMax}. */
  public static final Bounds PARTITIONS_PER_TASK_MAX = new Bounds(1, 1000, 100);

  /** Bounds and default of {@code attemptsMax}. */
  public static final Bounds ATTEMPTS_MAX = new Bounds(1, 20, 3);

  /** How many settings a spec may have. */
  public static final int SETTINGS_MAX = 64;

  /** How long a setting's value may be. */
  public static final int SETTING_LENGTH_MAX = 1000;

  /** In which order partitions are taken. */
  public enum ScanOrder {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /** What happens when another backfill that has not ended recomputes the same partitions. */
  public enum Overlap {
    /** This one is rejected. */
    REFUSE,
    /** This one waits for the other's end. */
    QUEUE
  }

  /** With tasks of the default duration. */
  public Execution(
      int parallelism,
      long rowsPerTask,
      int partitionsPerTaskMax,
      int attemptsMax,
      SortedMap<String, String> settings,
      ScanOrder order,
      Overlap overlap) {
    this(
        parallelism,
        rowsPerTask,
        partitionsPerTaskMax,
        attemptsMax,
        settings,
        order,
        overlap,
        TASK_DURATION_DEFAULT);
  }

  /** Validates every part and copies the settings. */
  public Execution {
    PARALLELISM.require(parallelism, "parallelism");
    ROWS_PER_TASK.require(rowsPerTask, "rowsPerTask");
    PARTITIONS_PER_TASK_MAX.require(partitionsPerTaskMax, "partitionsPerTaskMax");
    ATTEMPTS_MAX.require(attemptsMax, "attemptsMax");
    Rules.require(
        !taskDuration.isNegative() && taskDuration.compareTo(TASK_DURATION_MAX) <= 0,
        "Expected a taskDuration of at most %s".formatted(SpanText.of(TASK_DURATION_MAX)));
    Rules.require(
        settings.size() <= SETTINGS_MAX, "Expected at most %d settings".formatted(SETTINGS_MAX));
    settings.forEach(Execution::requireSetting);
    settings = Metadata.sorted(settings);
  }

  /** Whether the text can be the name of a warehouse setting. */
  public static boolean isSettingName(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]{0,127}");
  }

  private static void requireSetting(String name, String value) {
    Rules.require(
        isSettingName(name), "Expected the name of a setting, found '%s'".formatted(name));
    PinnedSettings.problem(name).ifPresent(problem -> Rules.require(false, problem));
    Rules.require(
        value.length() <= SETTING_LENGTH_MAX,
        "The value of the setting %s is too long".formatted(name));
  }
}

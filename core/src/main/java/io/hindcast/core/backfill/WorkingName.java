package io.hindcast.core.backfill;

import io.hindcast.core.task.TaskSplit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a table in the working database says about it. */
public sealed interface WorkingName {
  /** What the names of all working tables start with. */
  String PREFIX = "bf_";

  /** What stands for the backfill's id, see {@link WorkingId}. */
  String digits();

  /** What one delivery of an attempt writes. */
  record Staging(String digits, String taskId, int generation, int attempt)
      implements WorkingName {}

  /** Where the results of a round are put together. */
  record Shadow(String digits, int round) implements WorkingName {}

  /** Where one try puts chunks of the same partitions together. */
  record Assembly(String digits) implements WorkingName {}

  /** Lets attempts of a round begin, as long as it exists. */
  record Guard(String digits, int round) implements WorkingName {}

  /** What was live before the first task read anything. */
  record BaseClone(String digits) implements WorkingName {}

  /** A table of the relay. */
  record Other(String digits) implements WorkingName {}

  /** Empty when the name is not made like that of a working table. */
  static Optional<WorkingName> parse(String table) {
    Matcher matcher = Patterns.WORKING.matcher(table);
    return matcher.matches()
        ? Optional.of(parse(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static WorkingName parse(String digits, String rest) {
    Matcher staging = Patterns.STAGING.matcher(rest);
    if (staging.matches()) {
      return new Staging(
          digits,
          inTask(staging.group(1)),
          Integer.parseInt(staging.group(2)),
          Integer.parseInt(staging.group(3)));
    }
    Matcher shadow = Patterns.SHADOW.matcher(rest);
    if (shadow.matches()) {
      return new Shadow(digits, Integer.parseInt(shadow.group(1)));
    }
    if (Patterns.ASSEMBLY.matcher(rest).matches()) {
      return new Assembly(digits);
    }
    Matcher guard = Patterns.GUARD.matcher(rest);
    if (guard.matches()) {
      return new Guard(digits, Integer.parseInt(guard.group(1)));
    }
    return Patterns.BASE.matcher(rest).matches() ? new BaseClone(digits) : new Other(digits);
  }

  /** A task's id as names of tables have it, so that these need no quotes. */
  static String inTable(String taskId) {
    return taskId.replace(TaskSplit.SEPARATOR, "_");
  }

  private static String inTask(String name) {
    return name.replace("_", TaskSplit.SEPARATOR);
  }

  /** How names are made. */
  final class Patterns {
    static final Pattern WORKING = Pattern.compile(PREFIX + "(" + WorkingId.PATTERN + ")_(\\w+)");
    static final Pattern STAGING =
        Pattern.compile("(t\\d{1,9}(?:_\\d{1,4})*)_g(\\d{1,9})_a(\\d{1,9})_\\w+");
    static final Pattern SHADOW = Pattern.compile("g(\\d{1,9})_shadow");
    static final Pattern ASSEMBLY = Pattern.compile("t\\d{1,9}_x\\w+_" + BackfillNames.ASSEMBLY);
    static final Pattern GUARD = Pattern.compile("g(\\d{1,9})_[0-9a-f]{8}_guard");
    static final Pattern BASE = Pattern.compile("(b[0-9a-f]{8}_)?" + BackfillNames.BASE);

    private Patterns() {}
  }
}

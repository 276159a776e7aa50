package io.hindcast.core.spec;

/**
 * How a range of the target is computed.
 *
 * @param version the author's version of the transform, carried into every swap event
 * @param grain the steps at which it is additive: f(a..c) = f(a..b) + f(b..c)
 * @param sql one SELECT with {@code {from:…}} and {@code {to:…}} parameters, which get the task's
 *     own range; what it reads beyond that is declared as lookback and lookahead. Comments and
 *     semicolons around the statement are dropped, so that it can stand in parentheses or after an
 *     INSERT
 * @param stray what happens to rows outside the task's partitions
 * @param emptyPartitions whether a partition may end up without rows
 * @param nondeterministic what happens to a statement that may yield other rows each time it is run
 * @param vanishedKeys whether keys of the live table may be missing from what the statement yields
 * @param narrowing what happens to a column whose values may not fit into the target's
 */
public record Transform(
    String version,
    Grain grain,
    String sql,
    Stray stray,
    EmptyPartitions emptyPartitions,
    VanishedKeys vanishedKeys,
    Doubt nondeterministic,
    Doubt narrowing) {
  /** How long a version may be. */
  public static final int VERSION_LENGTH_MAX = 100;

  /** How long a statement may be, in characters. */
  public static final int SQL_LENGTH_MAX = 256 * 1024;

  /** What to do with rows that belong to partitions that the task does not own. */
  public enum Stray {
    /** The task fails and names the partitions. */
    FAIL,
    /** The rows are dropped: the task that owns their partition computes them, too. */
    FILTER
  }

  /** Whether a recomputed partition without rows is a result or a mistake. */
  public enum EmptyPartitions {
    /** A partition that has rows now and would have none fails the validation. */
    FAIL,
    /** The partition is emptied. */
    ALLOW
  }

  /** Whether a row of the live table that the statement yields no row for is lost, or wrong. */
  public enum VanishedKeys {
    /** It would be lost: its wave fails the validation. */
    FAIL,
    /** It was wrong: it goes. */
    ALLOW
  }

  /** What happens to a statement that is seldom meant as it is written. */
  public enum Doubt {
    /** It is refused. */
    REFUSE,
    /** Its author knows: it is warned of. */
    ACCEPT
  }

  /** A transform of which nothing is in doubt. */
  public Transform(
      String version, Grain grain, String sql, Stray stray, EmptyPartitions emptyPartitions) {
    this(
        version, grain, sql, stray, emptyPartitions, VanishedKeys.FAIL, Doubt.REFUSE, Doubt.REFUSE);
  }

  /** Validates every part. */
  public Transform {
    Rules.requireText(version, VERSION_LENGTH_MAX, "transform version");
    sql = QueryRules.require(sql);
    StatementShape.requireNone(QueryRules.findings(sql, grain));
  }
}

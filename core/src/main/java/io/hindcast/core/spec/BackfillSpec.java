package io.hindcast.core.spec;

import io.hindcast.core.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One backfill as its author wrote it, complete with defaults. A value of this type obeys every
 * rule that can be checked without looking at the warehouse.
 *
 * @param range what to recompute, both ends on grain steps of {@code zone}
 * @param zone where the range's dates begin and calendar steps are aligned; UTC unless given
 * @param waves cumulative shares of the work, strictly increasing, the last one 100 %
 * @param checks what each wave must satisfy, in the author's order; may be empty
 * @param pacing how gently it works beside others
 * @param scope which partitions of the range are recomputed, and which of them first
 */
public record BackfillSpec(
    Metadata metadata,
    Target target,
    Source source,
    Transform transform,
    TimeRange range,
    ZoneId zone,
    Execution execution,
    List<Percentage> waves,
    List<Check> checks,
    SwapPolicy swap,
    Pacing pacing,
    Scope scope) {

  /** How many checks a spec may have. */
  public static final int CHECKS_MAX = 100;

  /** How many waves a spec may have. */
  public static final int WAVES_MAX = 20;

  /** The canary, pilot, rollout and completion shares of a spec that names none. */
  public static final List<Percentage> WAVES_DEFAULT =
      List.of(Percentage.of(1), Percentage.of(10), Percentage.of(50), Percentage.of(100));

  /** A spec that says nothing of pacing and scope. */
  public BackfillSpec(
      Metadata metadata,
      Target target,
      Source source,
      Transform transform,
      TimeRange range,
      ZoneId zone,
      Execution execution,
      List<Percentage> waves,
      List<Check> checks,
      SwapPolicy swap) {
    this(
        metadata,
        target,
        source,
        transform,
        range,
        zone,
        execution,
        waves,
        checks,
        swap,
        Pacing.DEFAULT,
        Scope.DEFAULT);
  }

  /** Validates what concerns more than one part. */
  public BackfillSpec {
    waves = List.copyOf(waves);
    checks = List.copyOf(checks);
    Rules.require(checks.size() <= CHECKS_MAX, "Expected at most %d checks".formatted(CHECKS_MAX));
    Rules.requireWaves(waves);
    Rules.require(
        !source.tables().contains(target.table()),
        "The target %s cannot be its own source".formatted(target.table()));
    String rangeProblem = RangeRules.problemOf(range, transform.grain(), zone).orElse("");
    Rules.require(rangeProblem.isEmpty(), rangeProblem);
    StatementShape.requireNone(QueryRules.findings(transform.sql(), range));
    StatementShape.requireNone(
        QueryRules.reading(transform.sql(), target.table()).stream().toList());
    if (target.keys() instanceof AffectedKeys.Query query) {
      StatementShape.requireNone(QueryRules.findings(query.sql(), range));
    }
    for (Check check : checks) {
      requireFitting(check, transform.grain(), range);
    }
  }

  /** The same spec with one more label, or another value of it. */
  public BackfillSpec labelled(String key, String value) {
    TreeMap<String, String> labels = new TreeMap<>(metadata.labels());
    labels.put(key, value);
    return new BackfillSpec(
        new Metadata(metadata.name(), metadata.owner(), labels),
        target,
        source,
        transform,
        range,
        zone,
        execution,
        waves,
        checks,
        swap,
        pacing,
        scope);
  }

  /** The settings of each statement of a task. */
  public SortedMap<String, String> taskSettings() {
    return pacing.query().with(execution.settings());
  }

  private static void requireFitting(Check check, Grain grain, TimeRange range) {
    if (check instanceof Check.RowCount count) {
      StatementShape.requireNone(QueryRules.findings(count.equalsSql(), grain));
      StatementShape.requireNone(QueryRules.findings(count.equalsSql(), range));
    }
  }
}

package io.hindcast.core.plan;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Derives the backfill of a table that a view fills: the view's statement over all rows of its
 * source, for the partitions that rows of the source's range reach.
 */
final class RebuildSpec {
  private static final Duration DAY = Duration.ofDays(1);

  private final BackfillSpec parent;
  private final TimeRange range;
  private final TableName table;
  private final Surroundings surroundings;

  private RebuildSpec(
      BackfillSpec parent, TimeRange range, TableName table, Surroundings surroundings) {
    this.parent = parent;
    this.range = range;
    this.table = table;
    this.surroundings = surroundings;
  }

  /** What became of the attempt. */
  sealed interface Outcome {}

  /**
   * A spec.
   *
   * @param note what to know about it; empty, or begins with a semicolon
   */
  record Derived(BackfillSpec spec, String note) implements Outcome {}

  /** No spec; why, as the rest of a sentence. */
  record Impossible(String reason) implements Outcome {}

  /** Derives the spec of the table's backfill from the spec of what feeds it. */
  static Outcome of(
      BackfillSpec parent, TimeRange range, TableName table, Surroundings surroundings) {
    try {
      return new RebuildSpec(parent, range, table, surroundings).derive();
    } catch (NotDerivable e) {
      return new Impossible(e.reason);
    } catch (HindcastException e) {
      return new Impossible(lower(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      // The spec's own rules, such as bounds of a range.
      return new Impossible("a spec of it would be invalid: " + e.getMessage());
    }
  }

  private Outcome derive() {
    TableName source = parent.target().table();
    Surroundings.Beside fed = beside(table);
    Surroundings.Beside from = beside(source);
    View view = onlyView(source);
    require(
        !table.table().startsWith(".inner"),
        "it is the inner table of a view; create the view with TO");
    require(fed.table().isMergeTree(), "it is a " + fed.table().engine());
    require(
        !from.expires(),
        "%s has a TTL, so that rows that it was made from may be gone".formatted(source));
    ViewQuery.problemOf(view.select(), source)
        .ifPresent(problem -> {
          throw new NotDerivable("of the view %s: %s".formatted(view.name(), problem));
        });
    Map<String, List<String>> columns = columns(view, from.table());
    return new Derived(
        spec(fed, from.table(), columns, view), note(fed.table(), from.table(), view));
  }

  private BackfillSpec spec(
      Surroundings.Beside fed, TargetTable from, Map<String, List<String>> columns, View view) {
    ZoneId days = zone(fed.table(), from, columns);
    PartitionScheme scheme = scheme(fed.table(), days);
    TimeTrace trace = trace(scheme.column(), from, columns);
    List<String> insertable =
        columns.keySet().stream()
            .filter(name -> find(fed.table(), name).filter(TableColumn::insertable).isPresent())
            .toList();
    Grain grain = grain(unit(scheme));
    String type = type(fed.table(), scheme.column());
    return new BackfillSpec(
        metadata(),
        new Target(table, key(fed, scheme)),
        new Source(List.of(from.name()), Duration.ZERO, lookahead(trace, unit(scheme))),
        new Transform(
            parent.transform().version(),
            grain,
            sql(insertable, view, scheme.column(), type),
            Transform.Stray.FAIL,
            parent.transform().emptyPartitions(),
            // The view decides which groups there are, and the plan says what else is lost.
            Transform.VanishedKeys.ALLOW,
            Transform.Doubt.ACCEPT,
            Transform.Doubt.ACCEPT),
        widened(trace, scheme),
        scheme.zone(),
        execution(),
        List.of(Percentage.HUNDRED),
        List.of(),
        swap(fed.table()),
        parent.pacing(),
        Scope.DEFAULT);
  }

  /** Behind another backfill of the table, which may be one for an earlier swap, it waits. */
  private Execution execution() {
    Execution execution = parent.execution();
    return new Execution(
        execution.parallelism(),
        execution.rowsPerTask(),
        execution.partitionsPerTaskMax(),
        execution.attemptsMax(),
        execution.settings(),
        execution.order(),
        Execution.Overlap.QUEUE,
        execution.taskDuration());
  }

  private SwapPolicy swap(TargetTable fed) {
    SwapPolicy policy = parent.swap();
    return new SwapPolicy(
        fed.atomicDatabase() ? policy.strategy() : SwapPolicy.Strategy.REPLACE,
        SwapPolicy.Approval.AUTO,
        policy.keepPrevious(),
        policy.catchUpRounds(),
        SwapPolicy.LateRows.SOURCE,
        policy.dependents());
  }

  private Metadata metadata() {
    String suffix = ".rebuild." + table.table().replaceAll("[^A-Za-z0-9._-]", "_");
    String kept = suffix.substring(0, Math.min(suffix.length(), 60));
    String name = parent.metadata().name();
    return new Metadata(
        name.substring(0, Math.min(name.length(), 100 - kept.length())) + kept,
        parent.metadata().owner(),
        parent.metadata().labels());
  }

  private Surroundings.Beside beside(TableName name) {
    return surroundings
        .find(name)
        .orElseThrow(() -> new NotDerivable("the table %s is not there".formatted(name)));
  }

  private View onlyView(TableName source) {
    List<View> feeding = surroundings.views().feeding(table);
    require(
        feeding.size() == 1,
        "several views feed it: "
            + feeding.stream()
                .map(view -> view.name().toString())
                .collect(Collectors.joining(", ")));
    View view = feeding.getFirst();
    require(
        view.firesOn().equals(List.of(source)),
        "the view %s fires on other tables, too".formatted(view.name()));
    return view;
  }

  private static Map<String, List<String>> columns(View view, TargetTable from) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (ViewQuery.Item item : ViewQuery.items(view.select())) {
      if (item.name().equals("*") && item.expression().size() == 1) {
        from.columns().forEach(column -> columns.put(column.name(), List.of(column.name())));
      } else {
        require(
            !item.expression().contains("*") || item.expression().contains("("),
            "the view %s does not write its columns out".formatted(view.name()));
        columns.put(item.name(), item.expression());
      }
    }
    return columns;
  }

  /** Where the days of the table begin if its partitions are made of dates. */
  private ZoneId zone(TargetTable fed, TargetTable from, Map<String, List<String>> columns) {
    String column = scheme(fed, parent.zone()).column();
    TimeTrace trace = trace(column, from, columns);
    String fromType = type(from, trace.column());
    boolean fromDate = isDate(fromType);
    if (isDate(type(fed, column))) {
      require(
          !fromDate || trace.zone().isEmpty(),
          "its %s turns a date into a time of another zone".formatted(column));
      return fromDate
          ? parent.zone()
          : trace.zone().orElseGet(() -> scheme(from, parent.zone()).zone());
    }
    ZoneId own = scheme(fed, parent.zone()).zone();
    ZoneId computed =
        fromDate ? parent.zone() : trace.zone().orElseGet(() -> scheme(from, parent.zone()).zone());
    require(
        (trace.steps().isEmpty() && !fromDate) || own.equals(computed),
        "its %s is rounded in the zone %s and kept in %s".formatted(column, computed, own));
    return own;
  }

  private TimeTrace trace(String column, TargetTable from, Map<String, List<String>> columns) {
    String partitionedBy = scheme(from, parent.zone()).column();
    Optional<TimeTrace> trace = TimeTrace.of(column, new HashMap<>(columns));
    require(
        trace.isPresent() && trace.get().column().equals(partitionedBy),
        ("its partitions are made of %s, which the view does not take from %s, the time by which %s"
                + " is partitioned")
            .formatted(column, partitionedBy, from.name()));
    return trace.orElseThrow();
  }

  /** From the first partition that a row of the range reaches to the last. */
  private TimeRange widened(TimeTrace trace, PartitionScheme scheme) {
    ZoneId zone = scheme.zone();
    Instant first = trace.apply(range.from(), zone);
    Instant last = trace.apply(range.to().minusNanos(1), zone);
    PartitionUnit unit = unit(scheme);
    return new TimeRange(
        unit.floor(first.atZone(zone)).toInstant(),
        unit.next(unit.floor(last.atZone(zone))).toInstant());
  }

  /** How far behind its own range a partition is made from, where rounding goes past partitions. */
  private static Duration lookahead(TimeTrace trace, PartitionUnit unit) {
    return trace.steps().stream()
        .filter(step -> !nests(step, unit))
        .map(RebuildSpec::longest)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static boolean nests(PartitionUnit step, PartitionUnit unit) {
    boolean week = step == PartitionUnit.WEEK_FROM_MONDAY || step == PartitionUnit.WEEK_FROM_SUNDAY;
    return step == unit || (!week && step.compareTo(unit) < 0);
  }

  private static Duration longest(PartitionUnit step) {
    return switch (step) {
      case HOUR -> DAY;
      case DAY -> DAY.multipliedBy(2);
      case WEEK_FROM_MONDAY, WEEK_FROM_SUNDAY -> DAY.multipliedBy(8);
      case MONTH -> DAY.multipliedBy(32);
      case QUARTER -> DAY.multipliedBy(93);
      case YEAR -> DAY.multipliedBy(367);
    };
  }

  private static Grain grain(PartitionUnit unit) {
    return Grain.parse(
        switch (unit) {
          case HOUR -> "1h";
          case DAY, WEEK_FROM_SUNDAY -> "1d";
          case WEEK_FROM_MONDAY -> "1w";
          case MONTH -> "1mo";
          case QUARTER -> "3mo";
          case YEAR -> "1y";
        });
  }

  private static PartitionUnit unit(PartitionScheme scheme) {
    if (scheme.step() instanceof PartitionUnit unit && !scheme.axis().isInteger()) {
      return unit;
    }
    throw new NotDerivable(
        "it is partitioned by steps of %s that no grain is made of here"
            .formatted(scheme.column()));
  }

  private static PartitionScheme scheme(TargetTable table, ZoneId days) {
    return table
        .layout(days)
        .time()
        .orElseThrow(() ->
            new NotDerivable(
                "%s is not partitioned by time, so that a range of it cannot be told from the rest"
                    .formatted(table.name())));
  }

  private static String sql(List<String> columns, View view, String column, String type) {
    String bound = type.startsWith("DateTime64") ? "DateTime64(6)" : type.replaceAll("\\(.*", "");
    String quoted = quote(column);
    return "SELECT %s\nFROM (\n%s\n)\nWHERE %s >= {from:%s} AND %s < {to:%s}"
        .formatted(
            columns.stream().map(RebuildSpec::quote).collect(Collectors.joining(", ")),
            view.select(),
            quoted,
            bound,
            quoted,
            bound);
  }

  /** The columns that the table is sorted by are what its engine takes for a row's identity. */
  private static List<String> key(Surroundings.Beside fed, PartitionScheme scheme) {
    List<String> sorted =
        List.of(fed.sortingKey().split(",")).stream()
            .map(name -> name.strip().replaceAll("^`|`$", ""))
            .filter(name -> find(fed.table(), name).isPresent())
            .distinct()
            .toList();
    return sorted.isEmpty() ? List.of(scheme.column()) : sorted;
  }

  private static String note(TargetTable fed, TargetTable from, View view) {
    boolean grouped = view.select().toUpperCase(Locale.ROOT).contains(" GROUP BY ");
    String rows =
        grouped && fed.keepsRows()
            ? "; where it has kept a row for each insert, it then has one for each group"
            : "";
    String merged =
        from.engine().matches("(Replicated|Shared)?MergeTree")
            ? ""
            : "; it is made of the rows of %s as merges have left them".formatted(from.name());
    return rows + merged;
  }

  private static Optional<TableColumn> find(TargetTable table, String column) {
    return table.columns().stream().filter(each -> each.name().equals(column)).findFirst();
  }

  private static String type(TargetTable table, String column) {
    return find(table, column)
        .map(TableColumn::type)
        .orElseThrow(() -> new NotDerivable("%s has no column %s".formatted(table.name(), column)));
  }

  private static boolean isDate(String type) {
    return type.startsWith("Date") && !type.startsWith("DateTime");
  }

  private static String quote(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static String lower(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new NotDerivable(otherwise);
    }
  }

  /** Ends the derivation; never leaves this class. */
  private static final class NotDerivable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    NotDerivable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}

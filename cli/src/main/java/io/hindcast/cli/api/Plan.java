package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a backfill would do. Sizes are estimates from the tables' metadata. */
public record Plan(
    String name,
    String target,
    Backfill.@Nullable Range range,
    @Nullable String strategy,
    boolean atomic,
    long partitions,
    long tasks,
    long rowsToRead,
    long rowsToWrite,
    long bytesToWrite,
    long diskNeeded,
    long diskFree,
    List<Wave> waves,
    List<Task> taskList,
    List<LeftAlone> leftAlone,
    List<Dependent> dependents,
    List<Fed> fed,
    List<Finding> findings,
    List<ColumnFit> schema,
    @Nullable Selection selection,
    List<Plan> members,
    @Nullable Workload workload,
    @Nullable Outlook outlook,
    Outlook.@Nullable Cost cost) {
  /** What the planner leaves out is empty. */
  public Plan {
    waves = Lists.of(waves);
    taskList = Lists.of(taskList);
    leftAlone = Lists.of(leftAlone);
    dependents = Lists.of(dependents);
    fed = Lists.of(fed);
    findings = Lists.of(findings);
    schema = Lists.of(schema);
    members = Lists.of(members);
  }

  /** The plan of each target: itself where there is one only. */
  public List<Plan> each() {
    return members.isEmpty() ? List.of(this) : members;
  }

  /** Whether a submission of the same spec would be rejected. */
  public boolean rejected() {
    return each().stream().flatMap(plan -> plan.findings().stream()).anyMatch(Finding::error);
  }

  /** How evenly the work is divided; rows are estimated source rows. */
  public record Workload(
      int parallelism,
      long largestTask,
      long medianTask,
      List<Heavy> heaviest,
      long partitionsSplit,
      long chunks) {
    /** What the planner leaves out is empty. */
    public Workload {
      heaviest = Lists.of(heaviest);
    }
  }

  /** Partitions that no cut separates: the first of them, and in how many tasks they are. */
  public record Heavy(String partition, long partitions, long rows, long tasks) {}

  /** One wave; {@code percent} is cumulative. */
  public record Wave(int index, double percent, long partitions, long tasks, long rowsToRead) {}

  /** One task over a half-open range of time. */
  public record Task(
      String taskId, int wave, String from, String to, List<String> partitions, long rowsToRead) {
    /** What the planner leaves out is empty. */
    public Task {
      partitions = Lists.of(partitions);
    }
  }

  /** How one column of the transform fits into the target; types are empty where there is none. */
  public record ColumnFit(String name, String yields, String stores, String verdict, String note) {
    /** Whether there is nothing to look at. */
    public boolean plain() {
      return verdict.equals("SAME") || verdict.equals("DEFAULTED") || verdict.equals("COMPUTED");
    }
  }

  /** How the transform's columns fit into one target. */
  public record Schema(String target, List<ColumnFit> columns) {
    /** What the planner leaves out is empty. */
    public Schema {
      columns = Lists.of(columns);
    }
  }

  /** Which partitions of the range the scope has recomputed, and why. */
  public record Selection(String reprocess, long recomputed, long of, List<Group> groups) {
    /** What the planner leaves out is empty. */
    public Selection {
      groups = Lists.of(groups);
    }

    /** Partitions with the same reason; {@code first} and {@code last} are ids, by time. */
    public record Group(
        String reason,
        boolean recomputed,
        long partitions,
        String first,
        String last,
        String text) {}
  }

  /** A partition of the spec's range that is not recomputed. */
  public record LeftAlone(String partition, String from, String to, String reason) {}

  /** A view beside the target; {@code through} is the table that it reads or writes. */
  public record Dependent(
      String view,
      @Nullable String kind,
      String relation,
      @Nullable String through,
      @Nullable String into) {}

  /** A table that views fill from the target, which the swap cannot update. */
  public record Fed(
      String table, @Nullable String from, List<String> views, String action, String message) {
    /** What the planner leaves out is empty. */
    public Fed {
      views = Lists.of(views);
    }
  }

  /** What the inspection before the plan found. */
  public record Finding(String severity, String code, String message) {
    /** Whether it forbids the backfill. */
    public boolean error() {
      return severity.equals("ERROR");
    }

    /** Whether it is nothing to worry about. */
    public boolean note() {
      return severity.equals("NOTE");
    }
  }
}

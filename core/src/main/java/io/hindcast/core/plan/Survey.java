package io.hindcast.core.plan;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.spec.BackfillSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that planning looks at: a spec and what the warehouse's metadata says about it.
 *
 * @param spec the request
 * @param target the target, empty when there is no such table
 * @param sources those sources that exist
 * @param output what the transform yields
 * @param surroundings views and the tables that they fill
 * @param freeDiskBytes unreserved bytes of the warehouse's default disk
 * @param now the time of planning
 * @param keys what is known of a partition key that is more than a step of time
 * @param past what the spec's scope compares with
 * @param conditions what the warehouse allows and what goes on in it
 * @param reached what the statement reads and calls; null where the server does not say
 * @param outside rows of the target's partitions of the range that are of another time than their
 *     partition
 */
public record Survey(
    BackfillSpec spec,
    Optional<TargetTable> target,
    List<SourceTable> sources,
    Output output,
    Surroundings surroundings,
    long freeDiskBytes,
    Instant now,
    KeySurvey keys,
    Past past,
    Conditions conditions,
    @Nullable Reached reached,
    List<PartitionRows> outside) {

  /** Of a statement and partitions of which the server was asked no more. */
  public Survey(
      BackfillSpec spec,
      Optional<TargetTable> target,
      List<SourceTable> sources,
      Output output,
      Surroundings surroundings,
      long freeDiskBytes,
      Instant now,
      KeySurvey keys,
      Past past,
      Conditions conditions) {
    this(
        spec,
        target,
        sources,
        output,
        surroundings,
        freeDiskBytes,
        now,
        keys,
        past,
        conditions,
        null,
        List.of());
  }

  /** Of a target that is partitioned by time alone, all of whose range is recomputed. */
  public Survey(
      BackfillSpec spec,
      Optional<TargetTable> target,
      List<SourceTable> sources,
      Output output,
      Surroundings surroundings,
      long freeDiskBytes,
      Instant now) {
    this(spec, target, sources, output, surroundings, freeDiskBytes, now, KeySurvey.NONE);
  }

  /** Of a spec that recomputes all of its range. */
  public Survey(
      BackfillSpec spec,
      Optional<TargetTable> target,
      List<SourceTable> sources,
      Output output,
      Surroundings surroundings,
      long freeDiskBytes,
      Instant now,
      KeySurvey keys) {
    this(
        spec,
        target,
        sources,
        output,
        surroundings,
        freeDiskBytes,
        now,
        keys,
        Past.NONE,
        Conditions.NONE);
  }

  /** Copies the lists. */
  public Survey {
    sources = List.copyOf(sources);
    outside = List.copyOf(outside);
  }

  /** How each column of the transform fits into the target; empty where one is not known. */
  List<ColumnFit> schema() {
    return switch (output) {
      case Output.Invalid ignored -> List.of();
      case Output.Unasked ignored -> List.of();
      case Output.Columns yielded ->
          target.map(table -> SchemaDiff.of(spec, table, yielded.columns())).orElse(List.of());
    };
  }

  /** What the engine says of the transform without running it. */
  public sealed interface Output {
    /**
     * It is valid.
     *
     * @param columns what it yields
     * @param coarse comparisons that can lose rows
     * @param unasked why nobody knows of such comparisons; empty where they are known
     */
    record Columns(List<TableColumn> columns, List<CoarseBound> coarse, Optional<String> unasked)
        implements Output {
      /** Copies the lists. */
      public Columns {
        columns = List.copyOf(columns);
        coarse = List.copyOf(coarse);
      }

      /** One that compares nothing. */
      public Columns(List<TableColumn> columns) {
        this(columns, List.of(), Optional.empty());
      }
    }

    /** It is not; the engine's own first words. */
    record Invalid(String message) implements Output {}

    /** It was not shown to the engine, since its text alone refuses it. */
    record Unasked() implements Output {}
  }
}

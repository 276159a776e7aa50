package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 */
public record Survey(
    BackfillSpec spec,
    Optional<TargetTable> target,
    List<SourceTable> sources,
    Output output,
    Surroundings surroundings,
    long freeDiskBytes,
    Instant now,
    KeySurvey keys) {

  /** Of a target that is partitioned by time alone. */
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

  /** Copies the lists. */
  public Survey {
    sources = List.copyOf(sources);
  }

  /** What the engine says of the transform without running it. */
  public sealed interface Output {
    /** It is valid and yields these columns. */
    record Columns(List<TableColumn> columns) implements Output {
      /** Copies the columns. */
      public Columns {
        columns = List.copyOf(columns);
      }
    }

    /** It is not; the engine's own first words. */
    record Invalid(String message) implements Output {}
  }
}

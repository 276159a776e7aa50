package io.hindcast.core.pace;

import io.hindcast.core.table.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out about the load on behalf of one backfill, or of a pool.
 *
 * @param load the warehouse's; empty when it did not answer
 * @param idle latencies of other users while nothing of ours ran; empty when not known
 * @param target whose parts and mutations count; null for a pool
 * @param query what the spec's query said; null when there is none
 * @param endpoint what the spec's endpoint said; null when there is none
 */
public record Observation(
    Optional<LoadSample> load,
    Optional<LoadSample.Latencies> idle,
    @Nullable TableName target,
    @Nullable Answer query,
    @Nullable Answer endpoint) {

  /** Nothing was looked at, since nothing is limited. */
  public static final Observation NONE =
      new Observation(Optional.of(LoadSample.EMPTY), Optional.empty(), null, null, null);

  /** What somebody said who was asked. */
  public sealed interface Answer {
    /** A number, or a status; go on while it is no more than {@code limit}. */
    record Said(double value, double limit, String text) implements Answer {}

    /** Nothing, and why. */
    record Silent(String reason) implements Answer {}
  }

  /** The load of the target, where it is known. */
  Optional<LoadSample.TableLoad> table() {
    return target == null ? Optional.empty() : load.map(sample -> sample.tables().get(target));
  }
}

package io.hindcast.benchmarks.lineitem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindcast.benchmarks.course.BackfillRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of one contestant.
 *
 * @param seconds wall time until the right content was live
 * @param servicesCpuSeconds what Hindcast's processes used meanwhile
 * @param engineCpuSeconds what the engine used meanwhile
 * @param checksum of the target afterwards
 * @param backfill how the backfill went, when it was one
 */
record Measurement(
    String name,
    double seconds,
    double servicesCpuSeconds,
    double engineCpuSeconds,
    String checksum,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BackfillRun backfill) {

  Optional<BackfillRun> run() {
    return Optional.ofNullable(backfill);
  }
}

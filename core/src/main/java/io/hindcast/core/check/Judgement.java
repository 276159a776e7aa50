package io.hindcast.core.check;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on a wave, with the content that it holds for.
 *
 * @param outcome whether the wave may go on
 * @param checks every check of the spec in its order, then the built-in ones
 * @param pins the judged content by partition
 * @param staleTasks tasks to compute again; empty unless the outcome is STALE
 * @param error code and message when the checks could not be run at all, otherwise null
 */
public record Judgement(
    JudgementOutcome outcome,
    List<CheckResult> checks,
    List<PartitionPin> pins,
    List<String> staleTasks,
    @Nullable String error) {

  /** Copies the lists. */
  public Judgement {
    checks = List.copyOf(checks);
    pins = List.copyOf(pins);
    staleTasks = List.copyOf(staleTasks);
  }

  /** The judgement on a wave that cannot be checked, now or later. */
  public static Judgement impossible(ErrorCode code, String message) {
    return new Judgement(
        JudgementOutcome.FAILED, List.of(), List.of(), List.of(), code + ": " + message);
  }
}

package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.check.Coverage;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Calibrator;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.course.FenceKeeper;
import io.hindcast.planner.course.Specs;
import io.hindcast.planner.message.ResultLetters;
import io.hindcast.schemas.CheckOutcome;
import io.hindcast.schemas.CheckResult;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes verdicts; one that is not awaited (any more) changes nothing. */
public final class VerdictHandler implements MessageHandler<Verdict> {
  private static final String BY = "validator";
  private static final int PARTITIONS_NAMED = 10;

  private final BackfillStore store;
  private final Conductor conductor;
  private final Calibrator calibrator;
  private final Drivers drivers;
  private final Specs specs;

  /** Wired by the planner's main. */
  public VerdictHandler(
      BackfillStore store,
      Conductor conductor,
      Calibrator calibrator,
      Drivers drivers,
      Specs specs) {
    this.store = store;
    this.specs = specs;
    this.conductor = conductor;
    this.calibrator = calibrator;
    this.drivers = drivers;
  }

  @Override
  public void handle(Delivery<Verdict> delivery) {
    Verdict verdict = delivery.message();
    UUID id = verdict.getMeta().getBackfillId();
    UUID validationId = UUID.fromString(verdict.getValidationId());
    store.inTransaction(tx -> {
      tx.lock(id)
          .filter(found -> awaits(found, validationId))
          .ifPresent(found -> take(tx, found, verdict));
      return true;
    });
    drivers.nudge(id);
  }

  private static boolean awaits(Backfill backfill, UUID validationId) {
    return backfill.state() instanceof BackfillState.Validating validating
        && validating.validationId().equals(validationId);
  }

  private void take(BackfillTransaction tx, Backfill backfill, Verdict verdict) {
    BackfillState.Validating state = (BackfillState.Validating) backfill.state();
    requireAllChecks(backfill, verdict);
    ResultTable results = tx.results(backfill.id());
    results.saveChecks(
        state.course().pass(),
        verdict.getChecks().stream().map(VerdictHandler::checkLine).toList());
    BackfillEvent event = event(tx, verdict, state.validationId(), backfill.id());
    if (event instanceof BackfillEvent.VerdictPassed) {
      results.savePins(
          state.course().round(), verdict.getPins().stream().map(ResultLetters::pin).toList());
      calibrator.recut(tx, backfill, state.course().pass());
    }
    conductor.apply(tx, backfill, event, BY);
  }

  /** A validator of another version may know fewer checks: what it passes was not asked in full. */
  private void requireAllChecks(Backfill backfill, Verdict verdict) {
    List<String> missing =
        Coverage.missing(
            specs.of(backfill).checks(),
            verdict.getChecks().stream().map(CheckResult::getName).toList());
    if (verdict.getOutcome() == VerdictOutcome.PASSED && !missing.isEmpty()) {
      throw new PoisonMessageException(
          ErrorCode.MESSAGE_MALFORMED.name(),
          ("Verdict %s of backfill %s passes without a result for %s: nothing is published on it. Are"
                  + " planner and validator of the same version?")
              .formatted(verdict.getValidationId(), backfill.id(), String.join(", ", missing)));
    }
  }

  private static BackfillEvent event(
      BackfillTransaction tx, Verdict verdict, UUID validationId, UUID backfillId) {
    return switch (verdict.getOutcome()) {
      case PASSED -> new BackfillEvent.VerdictPassed(validationId);
      case FAILED -> new BackfillEvent.VerdictFailed(validationId, reason(verdict));
      case STALE ->
          new BackfillEvent.VerdictStale(
              validationId, FenceKeeper.moved(tx.tasks(backfillId).byIds(verdict.getStaleTasks())));
      case UNKNOWN ->
          throw new PoisonMessageException(
              ErrorCode.MESSAGE_MALFORMED.name(),
              "The outcome of verdict %s is not known to this planner".formatted(validationId));
    };
  }

  /** The first real cause: what failed, in the validator's words. */
  private static String reason(Verdict verdict) {
    if (verdict.getError() != null) {
      return verdict.getError();
    }
    return verdict.getChecks().stream()
        .filter(check -> check.getOutcome() == CheckOutcome.FAILED)
        .map(VerdictHandler::sentence)
        .collect(Collectors.joining("; "));
  }

  private static String sentence(CheckResult check) {
    String text =
        "Check %s: expected %s, found %s. %s"
            .formatted(check.getName(), check.getExpected(), check.getActual(), check.getMessage());
    return (text.strip() + partitions(check.getPartitions())).strip();
  }

  private static String partitions(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    String first = ids.stream().limit(PARTITIONS_NAMED).collect(Collectors.joining(", "));
    int more = ids.size() - PARTITIONS_NAMED;
    return more > 0
        ? " (partitions %s and %,d more)".formatted(first, more)
        : " (partitions %s)".formatted(first);
  }

  private static ResultTable.CheckLine checkLine(CheckResult check) {
    return new ResultTable.CheckLine(
        check.getName(),
        check.getOutcome().name(),
        check.getExpected(),
        check.getActual(),
        check.getMessage(),
        check.getPartitions());
  }
}

package io.hindcast.validator.request;

import io.hindcast.core.check.JudgedValidation;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.check.ValidationStore;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.validator.judge.WaveJudge;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request with one verdict. A request that comes again gets the verdict that was
 * given, whatever the warehouse looks like by then.
 */
public final class ValidationHandler implements MessageHandler<ValidationRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ValidationHandler.class);

  private final SpecReader specs;
  private final WaveJudge judge;
  private final ValidationStore store;
  private final InstantSource clock;

  /** Wired by the validator's main. */
  public ValidationHandler(
      SpecReader specs, WaveJudge judge, ValidationStore store, InstantSource clock) {
    this.specs = specs;
    this.judge = judge;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void handle(Delivery<ValidationRequest> delivery) {
    ValidationOrder order = OrderReader.read(delivery.message());
    if (store.republish(order.validationId()).isPresent()) {
      LOG.info(
          "Validation {} of backfill {} came again; its verdict is published again",
          order.validationId(),
          order.backfillId());
      return;
    }
    Judgement judgement = judge(delivery.message().getSpecYaml(), order);
    OutboxMessage message =
        VerdictLetter.write(order, judgement, clock.instant(), delivery.traceparent().orElse(null));
    store.publish(new JudgedValidation(order, judgement, message));
    log(order, judgement);
  }

  private Judgement judge(String specYaml, ValidationOrder order) {
    return switch (specs.read(specYaml)) {
      case SpecOutcome.Parsed parsed ->
          parsed
              .of(order.target())
              .map(spec -> judge.judge(spec, order))
              .orElseGet(() ->
                  Judgement.impossible(
                      ErrorCode.SPEC_INVALID,
                      "The spec has no target %s".formatted(order.target())));
      case SpecOutcome.Invalid invalid ->
          Judgement.impossible(ErrorCode.SPEC_INVALID, invalid.summary());
    };
  }

  private static void log(ValidationOrder order, Judgement judgement) {
    LOG.info(
        "Validation {} of backfill {}, wave {}: {} ({} checks, {} partitions{})",
        order.validationId(),
        order.backfillId(),
        order.wave(),
        judgement.outcome(),
        judgement.checks().size(),
        judgement.pins().size(),
        judgement.error() == null ? "" : ", " + judgement.error());
  }
}

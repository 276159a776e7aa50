package io.hindcast.validator.request;

import io.hindcast.core.check.CheckOutcome;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Translates judgements to the wire. */
final class VerdictLetter {
  private VerdictLetter() {}

  /** The verdict's message. Its id follows from the validation's, so there is one for each. */
  static OutboxMessage write(
      ValidationOrder order, Judgement judgement, Instant now, @Nullable String traceparent) {
    UUID eventId = eventId(order.validationId());
    Verdict verdict =
        Verdict.newBuilder()
            .setMeta(
                MessageMeta.stamp(Verdict.class, eventId, order.backfillId(), now, traceparent))
            .setValidationId(order.validationId().toString())
            .setWave(order.wave())
            .setGeneration(order.generation())
            .setOutcome(outcome(judgement.outcome()))
            .setChecks(judgement.checks().stream().map(VerdictLetter::check).toList())
            .setPins(judgement.pins().stream().map(VerdictLetter::pin).toList())
            .setStaleTasks(judgement.staleTasks())
            .setError(judgement.error())
            .build();
    return new OutboxMessage(
        eventId,
        Topics.VERDICTS.name(),
        order.backfillId().toString(),
        Verdict.class.getSimpleName(),
        MessageCodec.standard().encode(verdict),
        traceparent);
  }

  private static UUID eventId(UUID validationId) {
    return UUID.nameUUIDFromBytes(("verdict " + validationId).getBytes(StandardCharsets.UTF_8));
  }

  private static io.hindcast.schemas.CheckResult check(CheckResult check) {
    return io.hindcast.schemas.CheckResult.newBuilder()
        .setName(check.name())
        .setOutcome(outcome(check.outcome()))
        .setExpected(check.expected())
        .setActual(check.actual())
        .setMessage(check.message())
        .setPartitions(check.partitions())
        .build();
  }

  private static io.hindcast.schemas.PartitionPin pin(PartitionPin pin) {
    return io.hindcast.schemas.PartitionPin.newBuilder()
        .setPartitionId(pin.partitionId())
        .setRows(pin.rows())
        .setChecksum(pin.checksum())
        .setPartsHash(pin.partsHash())
        .setLiveRows(pin.liveRows())
        .setLiveChecksum(pin.liveChecksum())
        .build();
  }

  private static VerdictOutcome outcome(JudgementOutcome outcome) {
    return switch (outcome) {
      case PASSED -> VerdictOutcome.PASSED;
      case FAILED -> VerdictOutcome.FAILED;
      case STALE -> VerdictOutcome.STALE;
    };
  }

  private static io.hindcast.schemas.CheckOutcome outcome(CheckOutcome outcome) {
    return switch (outcome) {
      case PASSED -> io.hindcast.schemas.CheckOutcome.PASSED;
      case FAILED -> io.hindcast.schemas.CheckOutcome.FAILED;
      case SKIPPED -> io.hindcast.schemas.CheckOutcome.SKIPPED;
    };
  }
}

package io.hindcast.planner.simulation;

import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Somebody who can read and write all topics. Alters what was said: fields are those of another
 * message of the topic, failures become results, verdicts pass, and staging tables are the target.
 */
record Forger(Chance chance) {

  /** Another message like this one, under its id or a new one. */
  <T extends SpecificRecord> T forge(
      T message, List<? extends SpecificRecord> others, List<SpecificRecord> sent) {
    SpecificRecord forged = copy(message);
    SpecificRecord donor = copy(chance.pick(others));
    int fields = forged.getSchema().getFields().size();
    for (int i = 1 + chance.below(2); i > 0; i--) {
      int field = 1 + chance.below(fields - 1); // The first one is the meta.
      ((SpecificRecordBase) forged).put(field, ((SpecificRecordBase) donor).get(field));
    }
    twist(forged, sent);
    if (chance.oneOf(2)) {
      set(MessageMeta.of(forged), "eventId", chance.id());
    }
    @SuppressWarnings("unchecked")
    T same = (T) forged;
    return same;
  }

  /** Somebody who has read what is awaited does the most harm. */
  private void twist(SpecificRecord forged, List<SpecificRecord> sent) {
    switch (forged) {
      case Verdict verdict -> {
        awaited(verdict, sent).ifPresent(id -> set(verdict, "validationId", id));
        set(verdict, "outcome", VerdictOutcome.PASSED);
        set(verdict, "staleTasks", List.of());
      }
      case TaskEvent event when event.getOutcome() instanceof TaskStaged staged -> {
        if (chance.oneOf(2)) {
          set(staged, "stagingTable", References.table(ModelServer.TARGET));
        }
      }
      default -> {}
    }
  }

  private static Optional<String> awaited(Verdict verdict, List<SpecificRecord> sent) {
    return sent.reversed().stream()
        .filter(ValidationRequest.class::isInstance)
        .map(ValidationRequest.class::cast)
        .filter(it -> it.getMeta().getBackfillId().equals(verdict.getMeta().getBackfillId()))
        .map(ValidationRequest::getValidationId)
        .findFirst();
  }

  private static void set(SpecificRecord record, String field, Object value) {
    ((SpecificRecordBase) record).put(record.getSchema().getField(field).pos(), value);
  }

  private static SpecificRecord copy(SpecificRecord message) {
    byte[] bytes = MessageCodec.standard().encode(message);
    return MessageCodec.standard().decode(message.getClass(), bytes);
  }

  /** Whether the topic is one between services. */
  static boolean internal(String topic) {
    return !topic.equals(Topics.REQUESTS.name()) && !topic.equals(Topics.CONTROLS.name());
  }
}

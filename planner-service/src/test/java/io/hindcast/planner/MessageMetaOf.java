package io.hindcast.planner;

import io.hindcast.schemas.codec.MessageMeta;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Short cuts into a message's meta. */
final class MessageMetaOf {
  private MessageMetaOf() {}

  static UUID backfillId(SpecificRecord message) {
    return MessageMeta.of(message).getBackfillId();
  }
}

package io.hindcast.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.TableRef;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private static final MessageCodec CODEC = MessageCodec.standard();
  private static final UUID EVENT = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID BACKFILL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
  private static final Instant NOON = Instant.parse("2001-02-03T12:00:00.123456789Z");

  static List<Class<? extends SpecificRecord>> types() {
    return MessageTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void decodesWhatItEncoded(Class<T> type) {
    var samples = new SampleMessages(new Random(type.getName().hashCode()));
    for (int i = 0; i < 500; i++) {
      T message = samples.next(type);
      assertThat(CODEC.decode(type, CODEC.encode(message))).isEqualTo(message);
    }
  }

  @Test
  void decodesFromPartOfBuffer() {
    byte[] bytes = CODEC.encode(approval());
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 8);
    buffer.position(3).put(bytes).flip().position(3);
    assertThat(CODEC.decode(Control.class, buffer)).isEqualTo(approval());
    assertThat(buffer.position()).isEqualTo(3);
  }

  @Test
  void stampCarriesVersionAndMicroseconds() {
    Meta meta = approval().getMeta();
    assertThat(meta.getSchemaVersion()).isEqualTo(SchemaHistory.of(Control.class).current());
    assertThat(meta.getOccurredAt()).isEqualTo(Instant.parse("2001-02-03T12:00:00.123456Z"));
    assertThat(MessageMeta.of(approval())).isEqualTo(meta);
  }

  @Test
  void recordThatIsNoMessageHasNoMeta() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageMeta.of(new TableRef("db", "t", "")))
        .withMessage("TableRef has no meta; expected a message.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CODEC.encode(new TableRef("db", "t", "")))
        .withMessageContaining("TableRef is not a message; expected one of [BackfillRequest");
  }

  @Test
  void nullWhereTheSchemaAllowsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CODEC.encode(new Control()))
        .withMessageStartingWith("Control message cannot be encoded: ");
  }

  @Test
  void tooLongMessageIsRefusedBothWays() {
    var letter = samples().next(DeadLetter.class);
    letter.put(
        letter.getSchema().getField("payload").pos(), ByteBuffer.allocate(MessageCodec.BYTES_MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CODEC.encode(letter))
        .withMessageMatching("DeadLetter message has .* may have 16,711,680 at most\\.");
    assertMalformed(new byte[MessageCodec.BYTES_MAX + 1], "expected at most 16,711,680 bytes");
  }

  @Test
  void emptyBytesAreMalformed() {
    assertMalformed(
        new byte[0], "Malformed Control message of 0 bytes: expected a header of 10 bytes.");
  }

  @Test
  void otherFormatsAreMalformed() {
    assertMalformed(
        "{\"action\":\"APPROVE\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "expected the marker C301 of single-object encoding at byte 0, but found 7B22");
  }

  @Test
  void unknownFingerprintIsMalformed() {
    byte[] bytes = CODEC.encode(approval());
    Arrays.fill(bytes, 2, 10, (byte) 0x11);
    assertMalformed(
        bytes,
        "expected the fingerprint of a Control schema (versions 1 to",
        "but 1111111111111111 is a schema that no version of this build knows");
  }

  @Test
  void messageOfAnotherTypeIsMalformedAndNamed() {
    byte[] bytes = CODEC.encode(samples().next(BackfillRequest.class));
    assertMalformed(bytes, "is a BackfillRequest message");
  }

  @Test
  void everyTruncationIsMalformed() {
    byte[] bytes = CODEC.encode(approval());
    for (int length = 0; length < bytes.length; length++) {
      assertMalformed(Arrays.copyOf(bytes, length), "Malformed Control message of " + length);
    }
  }

  @Test
  void trailingBytesAreMalformed() {
    byte[] bytes = CODEC.encode(approval());
    assertMalformed(
        Arrays.copyOf(bytes, bytes.length + 2),
        "expected its end at byte " + bytes.length + ", but 2 more bytes follow");
  }

  @Test
  void eventIdThatIsNoUuidIsMalformed() {
    byte[] bytes = CODEC.encode(approval());
    bytes[11] = 'x';
    assertMalformed(bytes, "near byte ");
  }

  private static void assertMalformed(byte[] bytes, String... parts) {
    assertThatThrownBy(() -> CODEC.decode(Control.class, bytes))
        .isInstanceOf(MalformedMessageException.class)
        .message()
        .contains(parts);
  }

  private static SampleMessages samples() {
    return new SampleMessages(new Random(7));
  }

  private static Control approval() {
    return Control.newBuilder()
        .setMeta(MessageMeta.stamp(Control.class, EVENT, BACKFILL, NOON, null))
        .setAction(ControlAction.APPROVE)
        .setRequestedBy("ada")
        .setReason("looks right")
        .build();
  }
}

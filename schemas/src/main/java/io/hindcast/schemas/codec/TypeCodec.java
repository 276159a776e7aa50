package io.hindcast.schemas.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** The codec of one message type, with a reader for each of its archived versions. */
final class TypeCodec<T extends SpecificRecord> {
  private static final int MARKER = 0xC301;
  private static final int HEADER_BYTES = 10;

  private final Class<T> type;
  private final int version;
  private final BinaryMessageEncoder<Object> encoder;
  private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();

  private TypeCodec(Class<T> type) {
    this.type = type;
    SpecificData model = SpecificData.getForClass(type);
    Schema current = model.getSchema(type);
    SchemaHistory history = SchemaHistory.of(type);
    this.version = history.current();
    this.encoder = new BinaryMessageEncoder<>(model, current);
    for (Schema written : history.versions()) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(written),
          new SpecificDatumReader<>(written, current, model));
    }
  }

  static <T extends SpecificRecord> TypeCodec<T> of(Class<T> type) {
    return new TypeCodec<>(type);
  }

  Class<T> type() {
    return type;
  }

  String name() {
    return type.getSimpleName();
  }

  int version() {
    return version;
  }

  boolean knows(long fingerprint) {
    return readers.containsKey(fingerprint);
  }

  byte[] encode(Object message) {
    ByteBuffer encoded;
    try {
      encoded = encoder.encode(message);
    } catch (IOException | RuntimeException e) {
      // Avro reports a null or unfit value by whatever exception it happens to run into.
      throw new IllegalArgumentException(
          "%s message cannot be encoded: %s".formatted(name(), e.getMessage()), e);
    }
    if (encoded.remaining() > MessageCodec.BYTES_MAX) {
      throw new IllegalArgumentException(
          "%s message has %,d bytes, but a message may have %,d at most."
              .formatted(name(), encoded.remaining(), MessageCodec.BYTES_MAX));
    }
    var bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  T decode(byte[] bytes, LongFunction<String> owner) {
    SpecificDatumReader<T> reader = reader(bytes, owner);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    T message = read(reader, decoder, bytes);
    if (decoder.remainingBytes() > 0) {
      throw malformed(
          bytes,
          "expected its end at byte %d, but %d more bytes follow"
              .formatted(bytes.length - decoder.remainingBytes(), decoder.remainingBytes()));
    }
    return message;
  }

  private T read(SpecificDatumReader<T> reader, BinaryDecoder decoder, byte[] bytes) {
    try {
      return reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // Depending on where the garbage is, Avro, its logical types and java.time each throw
      // exceptions of their own (EOF, index, arithmetic, argument): all mean that it is garbage.
      throw new MalformedMessageException(
          text(
              bytes,
              "near byte %d: %s".formatted(bytes.length - decoder.remainingBytes(), describe(e))),
          e);
    }
  }

  private SpecificDatumReader<T> reader(byte[] bytes, LongFunction<String> owner) {
    if (bytes.length > MessageCodec.BYTES_MAX) {
      throw malformed(bytes, "expected at most %,d bytes".formatted(MessageCodec.BYTES_MAX));
    }
    if (bytes.length < HEADER_BYTES) {
      throw malformed(bytes, "expected a header of %d bytes".formatted(HEADER_BYTES));
    }
    int marker = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
    if (marker != MARKER) {
      throw malformed(
          bytes,
          "expected the marker %04X of single-object encoding at byte 0, but found %04X"
              .formatted(MARKER, marker));
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    SpecificDatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw malformed(
          bytes,
          "expected the fingerprint of a %s schema (versions 1 to %d) at byte 2, but %016X is %s"
              .formatted(name(), version, fingerprint, owner.apply(fingerprint)));
    }
    return reader;
  }

  private MalformedMessageException malformed(byte[] bytes, String reason) {
    return new MalformedMessageException(text(bytes, reason));
  }

  private String text(byte[] bytes, String reason) {
    return "Malformed %s message of %,d bytes: %s.".formatted(name(), bytes.length, reason);
  }

  private static String describe(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}

package io.hindcast.schemas.codec;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes messages by Avro's single-object encoding (two marker bytes, eight bytes of schema
 * fingerprint, the record) and decodes every version that was ever published. Thread-safe.
 */
public final class MessageCodec {
  /**
   * The longest message in bytes, encoded: nothing longer is written or read. Less than the 16 MiB
   * that brokers take, by the room that key, headers and framing need.
   */
  public static final int BYTES_MAX = (16 * 1024 - 64) * 1024;

  private static final MessageCodec STANDARD = new MessageCodec();

  private final Map<Class<?>, TypeCodec<?>> codecs;

  private MessageCodec() {
    TrustedClasses.register();
    codecs =
        MessageTypes.all().stream()
            .map(TypeCodec::of)
            .collect(Collectors.toUnmodifiableMap(TypeCodec::type, Function.identity()));
  }

  /** The codec of all {@linkplain MessageTypes message types}. */
  public static MessageCodec standard() {
    return STANDARD;
  }

  /**
   * The bytes of a message.
   *
   * @throws IllegalArgumentException if a field that may not be null is, a value does not fit, or
   *     the result is longer than {@link #BYTES_MAX}
   */
  public byte[] encode(SpecificRecord message) {
    return codec(message.getClass()).encode(message);
  }

  /**
   * The message that the bytes hold. Allocates no more than a small multiple of their length,
   * whatever lengths they claim.
   *
   * @throws MalformedMessageException if they are anything but exactly one message of that type
   */
  public <T extends SpecificRecord> T decode(Class<T> type, byte[] bytes) {
    return type.cast(codec(type).decode(bytes, this::owner));
  }

  /** The message that the buffer's remaining bytes hold; see {@link #decode(Class, byte[])}. */
  public <T extends SpecificRecord> T decode(Class<T> type, ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return decode(type, bytes);
  }

  /** The version of a type's schema that this build writes, counted from 1. */
  public int version(Class<? extends SpecificRecord> type) {
    return codec(type).version();
  }

  private TypeCodec<?> codec(Class<?> type) {
    TypeCodec<?> codec = codecs.get(type);
    if (codec == null) {
      throw new IllegalArgumentException(
          "%s is not a message; expected one of %s."
              .formatted(
                  type.getName(), MessageTypes.all().stream().map(Class::getSimpleName).toList()));
    }
    return codec;
  }

  private String owner(long fingerprint) {
    return codecs.values().stream()
        .filter(codec -> codec.knows(fingerprint))
        .map(codec -> "a " + codec.name() + " message")
        .findFirst()
        .orElse("a schema that no version of this build knows");
  }
}

package io.hindcast.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.hindcast.schemas.ValidationRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No bytes whatsoever make the codec do anything but decode or refuse. */
class MessageCodecFuzzTest {
  private static final MessageCodec CODEC = MessageCodec.standard();
  private static final int ROUNDS = 3_000;

  static List<Class<? extends SpecificRecord>> types() {
    return MessageTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void randomBytesBehindValidHeader(Class<? extends SpecificRecord> type) {
    byte[] valid = CODEC.encode(new SampleMessages(new Random(1)).next(type));
    rounds(
        type,
        random -> {
          byte[] bytes = new byte[10 + random.nextInt(300)];
          random.nextBytes(bytes);
          System.arraycopy(valid, 0, bytes, 0, 10);
          return bytes;
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  void randomBytes(Class<? extends SpecificRecord> type) {
    rounds(
        type,
        random -> {
          byte[] bytes = new byte[random.nextInt(300)];
          random.nextBytes(bytes);
          return bytes;
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  void mutatedMessages(Class<? extends SpecificRecord> type) {
    rounds(type, random -> mutate(CODEC.encode(new SampleMessages(random).next(type)), random));
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE - 8L, 1L << 30, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void claimedStringLengthAllocatesNothing(long claim) throws IOException {
    byte[] header = Arrays.copyOf(CODEC.encode(emptyValidation()), 10);
    refuseCheaply(append(header, claim));
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE - 8L, 1L << 28, Long.MAX_VALUE, Long.MIN_VALUE})
  void claimedItemCountAllocatesNothing(long claim) throws IOException {
    byte[] message = CODEC.encode(emptyValidation());
    refuseCheaply(append(Arrays.copyOf(message, message.length - 1), claim));
  }

  private static ValidationRequest emptyValidation() {
    return ValidationRequest.newBuilder(
            new SampleMessages(new Random(1)).next(ValidationRequest.class))
        .setTasks(List.of())
        .build();
  }

  private static byte[] append(byte[] start, long claim) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(start);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    encoder.writeLong(claim);
    encoder.flush();
    return out.toByteArray();
  }

  private static void refuseCheaply(byte[] bytes) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> CODEC.decode(ValidationRequest.class, bytes))
        .isInstanceOf(MalformedMessageException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 << 20);
  }

  private interface Bytes {
    byte[] next(Random random);
  }

  private static void rounds(Class<? extends SpecificRecord> type, Bytes source) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (long seed = 0; seed < ROUNDS; seed++) {
            decodeOrRefuse(type, source.next(new Random(seed)), seed);
          }
        });
  }

  private static void decodeOrRefuse(
      Class<? extends SpecificRecord> type, byte[] bytes, long seed) {
    try {
      CODEC.decode(type, bytes);
    } catch (MalformedMessageException refused) {
      assertThat(refused.getMessage()).startsWith("Malformed " + type.getSimpleName());
    } catch (Throwable other) {
      throw new AssertionError("Seed %d of %s".formatted(seed, type.getSimpleName()), other);
    }
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] bytes = Arrays.copyOf(valid, Math.max(0, valid.length + random.nextInt(5) - 2));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 10; i++) {
      bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
    }
    return bytes;
  }
}

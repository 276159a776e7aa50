package io.hindcast.schemas.codec;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Random messages of every type, made by walking the schema. */
final class SampleMessages {
  private static final String LETTERS = "aZ09 _'\"\\\u0000\u00e9\u4e16\n";

  private final RandomGenerator random;

  SampleMessages(RandomGenerator random) {
    this.random = random;
  }

  /** A message with every branch of its schema chosen at random. */
  <T extends SpecificRecord> T next(Class<T> type) {
    return type.cast(record(SpecificData.getForClass(type).getSchema(type)));
  }

  private SpecificRecord record(Schema schema) {
    try {
      Class<?> type = Class.forName(schema.getFullName());
      var made = (SpecificRecord) type.getDeclaredConstructor().newInstance();
      schema.getFields().forEach(field -> made.put(field.pos(), value(field.schema())));
      return made;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("No generated class for " + schema.getFullName(), e);
    }
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case NULL -> null;
      case ENUM -> symbol(schema);
      case STRING -> schema.getLogicalType() == null ? text() : uuid();
      case LONG -> schema.getLogicalType() == null ? random.nextLong() : instant();
      case INT -> random.nextInt();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case BYTES -> ByteBuffer.wrap(bytes());
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(index -> value(schema.getElementType()))
              .toList();
      case MAP -> map(schema);
      case FLOAT, FIXED ->
          throw new AssertionError("Teach this class to make a " + schema.getType() + " first.");
    };
  }

  private Object symbol(Schema schema) {
    int index = random.nextInt(schema.getEnumSymbols().size());
    return SpecificData.get().createEnum(schema.getEnumSymbols().get(index), schema);
  }

  private Object map(Schema schema) {
    var map = new HashMap<String, @Nullable Object>();
    IntStream.range(0, random.nextInt(4))
        .forEach(index -> map.put(text() + index, value(schema.getValueType())));
    return map;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Instant instant() {
    long micros = random.nextLong(4_102_444_800_000_000L);
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  private String text() {
    return random
        .ints(random.nextInt(12), 0, LETTERS.length())
        .mapToObj(index -> LETTERS.substring(index, index + 1))
        .reduce("", String::concat);
  }

  private byte[] bytes() {
    var bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return bytes;
  }
}

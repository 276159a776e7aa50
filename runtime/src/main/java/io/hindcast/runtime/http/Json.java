package io.hindcast.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the API speaks it: ISO instants, absent fields left out. What is read is UTF-8, one value
 * and nothing after it, with known fields, each once and of its type; no number stands for a name.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private Json() {}

  /** Writes a record, a map or a list. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL, "%s cannot be written as JSON".formatted(value.getClass()), e);
    }
  }

  /**
   * Reads one value. Components of a record that are not nullable must be there.
   *
   * @throws HindcastException MESSAGE_MALFORMED with the place of the first mistake
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(text(json), type);
      if (value == null) {
        throw new HindcastException(
            ErrorCode.MESSAGE_MALFORMED, "Expected a JSON object, found null");
      }
      requireComponents(value);
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(problem(e) + place(e), e);
    }
  }

  /** Other encodings, which JSON parsers guess, could be read otherwise by somebody in between. */
  private static String text(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8", e);
    }
  }

  /** In our words: those of the library name classes. */
  private static String problem(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "the field '%s' is not known: expected one of %s"
              .formatted(path(unknown), known(unknown));
      case InvalidFormatException format ->
          "the field '%s' is '%s': expected %s"
              .formatted(path(format), shortened(format.getValue()), expected(format));
      case JsonMappingException mapping when mapping.getPath().isEmpty() ->
          "expected one object with the fields that the documentation names";
      case JsonMappingException mapping ->
          "the field '%s' is missing, null or of another type than expected"
              .formatted(path(mapping));
      case JsonParseException parse -> String.valueOf(parse.getOriginalMessage());
      default -> "it is malformed";
    };
  }

  private static List<String> known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? List.of()
        : unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
  }

  private static String expected(InvalidFormatException format) {
    Class<?> type = format.getTargetType();
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    return "a value that reads as " + type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step ->
            step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static void requireComponents(Object value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    if (components == null) {
      return;
    }
    for (RecordComponent component : components) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!optional && component(value, component) == null) {
        throw new HindcastException(
            ErrorCode.MESSAGE_MALFORMED,
            "The JSON cannot be used: the field '%s' is missing or null"
                .formatted(component.getName()));
      }
    }
  }

  private static @Nullable Object component(Object value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true); // Bodies are private records of their routes.
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static HindcastException malformed(String message, Exception cause) {
    return new HindcastException(
        ErrorCode.MESSAGE_MALFORMED, "The JSON cannot be read: " + message, cause);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}

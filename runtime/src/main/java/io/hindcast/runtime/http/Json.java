package io.hindcast.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.io.IOException;

/** JSON as the API speaks it: ISO instants, absent fields left out, unknown fields refused. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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
   * Reads one value.
   *
   * @throws HindcastException MESSAGE_MALFORMED with the place of the first mistake
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new HindcastException(
            ErrorCode.MESSAGE_MALFORMED, "Expected a JSON object, found null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage() + " " + place(e), e);
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()), e);
    }
  }

  private static HindcastException malformed(String message, IOException cause) {
    return new HindcastException(
        ErrorCode.MESSAGE_MALFORMED, "The JSON cannot be read: " + message, cause);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : "(line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}

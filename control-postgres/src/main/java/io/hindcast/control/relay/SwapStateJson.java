package io.hindcast.control.relay;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.hindcast.core.swap.SwapState;
import java.util.Arrays;
import java.util.stream.Stream;

/** A swap's state as JSON: its records by component name, the kind of state under {@code is}. */
final class SwapStateJson {
  private static final ObjectMapper JSON = mapper();

  private SwapStateJson() {}

  /** Tells Jackson to write the kind of state. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  static String write(SwapState state) {
    try {
      return JSON.writerFor(SwapState.class).writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A state is made of plain records", e);
    }
  }

  static SwapState read(String json) {
    try {
      return JSON.readValue(json, SwapState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "The document of a swap is not a state that this version knows: " + json, e);
    }
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addMixIn(SwapState.class, Named.class)
            .addModule(new TimeModule())
            .addModule(new TableModule())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY);
    leaves(SwapState.class)
        .distinct()
        .forEach(kind -> builder.registerSubtypes(new NamedType(kind, kind.getSimpleName())));
    return builder.build();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SwapStateJson::leaves)
        : Stream.of(type);
  }
}

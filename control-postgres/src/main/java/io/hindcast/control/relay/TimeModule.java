package io.hindcast.control.relay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Instants and durations in ISO 8601. */
final class TimeModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("time");
    addSerializer(Instant.class, ToStringSerializer.instance);
    addSerializer(Duration.class, ToStringSerializer.instance);
    addDeserializer(Instant.class, new Parser<>(Instant.class, Instant::parse));
    addDeserializer(Duration.class, new Parser<>(Duration.class, Duration::parse));
  }

  private static final class Parser<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    Parser(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return parse.apply(parser.getValueAsString());
    }
  }
}

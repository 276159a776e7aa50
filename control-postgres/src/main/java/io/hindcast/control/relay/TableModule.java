package io.hindcast.control.relay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.hindcast.core.table.TableName;
import java.io.IOException;

/** A table by its place and its name: what was stored before there were nodes is read as it is. */
final class TableModule extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final String PLACE = "database";
  private static final String TABLE = "table";

  TableModule() {
    super("table");
    addSerializer(TableName.class, new Writer());
    addDeserializer(TableName.class, new Reader());
  }

  private static final class Writer extends StdSerializer<TableName> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(TableName.class);
    }

    @Override
    public void serialize(TableName name, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField(PLACE, name.place());
      json.writeStringField(TABLE, name.table());
      json.writeEndObject();
    }
  }

  private static final class Reader extends StdDeserializer<TableName> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(TableName.class);
    }

    @Override
    public TableName deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(parser);
      return TableName.in(tree.required(PLACE).textValue(), tree.required(TABLE).textValue());
    }
  }
}

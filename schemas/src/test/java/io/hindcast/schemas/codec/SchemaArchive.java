package io.hindcast.schemas.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The archive in the source tree, as files. */
final class SchemaArchive {
  private static final Path ROOT = Path.of("src/main/resources/history");

  private SchemaArchive() {}

  /** The schema that the generated class has, without what is there for Java's sake only. */
  static Schema generated(Class<?> type) {
    String json =
        SpecificData.getForClass(type)
            .getSchema(type)
            .toString()
            .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
            .replace(",\"avro.java.string\":\"String\"", "");
    return new Schema.Parser().parse(json);
  }

  /** Writes a version with all records in one file. */
  static void write(Class<?> type, int version) throws IOException {
    Path file = ROOT.resolve(type.getSimpleName()).resolve("v" + version + ".avsc");
    Files.createDirectories(file.getParent());
    Files.writeString(file, generated(type).toString(true) + "\n");
  }
}

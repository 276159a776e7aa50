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

  /** Writes the next version, with all records in one file, unless nothing changed. */
  static void add(Class<?> type) throws IOException {
    int version = 1;
    while (Files.exists(file(type, version))) {
      version++;
    }
    Schema generated = generated(type);
    if (version > 1
        && new Schema.Parser().parse(file(type, version - 1).toFile()).equals(generated)) {
      return;
    }
    Files.createDirectories(file(type, version).getParent());
    Files.writeString(file(type, version), generated.toString(true) + "\n");
  }

  private static Path file(Class<?> type, int version) {
    return ROOT.resolve(type.getSimpleName()).resolve("v" + version + ".avsc");
  }
}

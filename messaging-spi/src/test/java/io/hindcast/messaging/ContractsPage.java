package io.hindcast.messaging;

import io.hindcast.schemas.codec.MessageCodec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Renders docs/contracts.md. */
final class ContractsPage {
  private static final String HEAD =
      """
      # Contracts

      Every topic, its messages and their fields. This page is generated from `Topics` and from the
      Avro schemas in `schemas/src/main/avro`; a test fails when it is stale and names the command
      that renews it.

      **Encoding.** Avro [single-object encoding](https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding):
      the bytes `C3 01`, the CRC-64-AVRO fingerprint of the writer's schema (8 bytes, little-endian),
      the binary record. All published versions are in `schemas/src/main/resources/history` and in
      the `schemas` jar, so that a reader finds the writer's schema by its fingerprint, without a
      registry. A message has at most 16,711,680 bytes; topics take batches of 16 MiB.

      **Evolution.** All versions read each other, both ways. New fields have a default; only fields
      with a default may go; an enum may get a new symbol, which older readers see as `UNKNOWN` and
      refuse; a union keeps its branches. `UNKNOWN` is never written.

      **Headers.** `id` repeats `meta.eventId` and `traceparent` repeats `meta.traceparent`, as text.
      Others may be there.

      **Delivery.** At least once, in the order of one key; consumers de-duplicate by `meta.eventId`.
      What cannot be read or handled goes to `hindcast.dead-letters`, and its consumer goes on. All
      topics have `cleanup.policy=delete`. See [messaging](messaging.md) for what fails how.

      """;

  private final Map<String, Schema> shared = new TreeMap<>();

  private ContractsPage() {}

  static String render() {
    return new ContractsPage().page();
  }

  private String page() {
    String topics = Topics.all().stream().map(this::topic).collect(Collectors.joining());
    return HEAD + overview() + topics + sharedRecords();
  }

  private static String overview() {
    return "| topic | message | key | partitions | retention |\n|---|---|---|---|---|\n"
        + Topics.all().stream()
            .map(topic ->
                "| [%s](#%s) | %s v%d | %s | %d | %d days |\n"
                    .formatted(
                        topic.name(),
                        topic.name().replace(".", ""),
                        topic.type().getSimpleName(),
                        MessageCodec.standard().version(topic.type()),
                        key(topic.key()),
                        topic.partitions(),
                        topic.retention().toDays()))
            .collect(Collectors.joining());
  }

  private static String key(TopicKey key) {
    return switch (key) {
      case BACKFILL_ID -> "backfill id";
      case TARGET_TABLE -> "target, as `database.table`";
      case WORKER_ID -> "worker id";
      case ORIGINAL_KEY -> "key of the message put aside";
    };
  }

  private String topic(Topic<?> topic) {
    Schema schema = SpecificData.getForClass(topic.type()).getSchema(topic.type());
    return "\n## %s\n\n`%s`: %s\n".formatted(topic.name(), schema.getName(), schema.getDoc())
        + recordWithParts(schema);
  }

  private String recordWithParts(Schema schema) {
    var parts = new LinkedHashMap<String, Schema>();
    collect(schema, parts);
    parts.remove(schema.getName());
    var own = new StringBuilder(fields(schema));
    for (Schema part : parts.values()) {
      if (isShared(part)) {
        shared.put(part.getName(), part);
      } else {
        own.append("\n### ").append(part.getName()).append("\n\n").append(describe(part));
      }
    }
    return own.toString();
  }

  private static boolean isShared(Schema part) {
    return Topics.all().stream()
            .map(topic -> SpecificData.getForClass(topic.type()).getSchema(topic.type()))
            .filter(schema -> {
              var parts = new LinkedHashMap<String, Schema>();
              collect(schema, parts);
              return parts.containsKey(part.getName());
            })
            .count()
        > 1;
  }

  private String sharedRecords() {
    return "\n## Shared records\n"
        + shared.values().stream()
            .map(schema -> "\n### %s\n\n%s".formatted(schema.getName(), describe(schema)))
            .collect(Collectors.joining());
  }

  private static String describe(Schema schema) {
    return schema.getType() == Schema.Type.ENUM
        ? schema.getDoc()
            + "\n\n"
            + schema.getEnumSymbols().stream()
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", ", "One of ", ".\n"))
        : schema.getDoc() + "\n" + fields(schema);
  }

  private static String fields(Schema schema) {
    return "\n| field | type | default | meaning |\n|---|---|---|---|\n"
        + schema.getFields().stream()
            .map(field ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        field.name(),
                        type(field.schema()),
                        field.hasDefaultValue() ? "`" + text(field) + "`" : "",
                        field.doc()))
            .collect(Collectors.joining());
  }

  private static String text(Schema.Field field) {
    Object value = field.defaultVal();
    return JsonProperties.NULL_VALUE.equals(value) ? "null" : String.valueOf(value);
  }

  private static String type(Schema schema) {
    String name =
        switch (schema.getType()) {
          case RECORD, ENUM -> "[%s](#%s)".formatted(schema.getName(), anchor(schema));
          case ARRAY -> "array of " + type(schema.getElementType());
          case MAP -> "map of " + type(schema.getValueType());
          case UNION ->
              schema.getTypes().stream()
                  .map(ContractsPage::type)
                  .collect(Collectors.joining(" or "));
          case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
              schema.getType().getName();
        };
    return schema.getLogicalType() == null
        ? name
        : "%s (%s)".formatted(name, schema.getLogicalType().getName());
  }

  private static String anchor(Schema schema) {
    return schema.getName().toLowerCase(Locale.ROOT);
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.putIfAbsent(schema.getName(), schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }
}

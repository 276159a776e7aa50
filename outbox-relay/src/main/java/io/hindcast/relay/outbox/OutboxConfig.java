package io.hindcast.relay.outbox;

import io.hindcast.runtime.config.Configuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How outbox tables are read: {@code relay.outbox.*}.
 *
 * @param schemas {@code schemas}, whose {@code outbox} tables are read
 * @param slot {@code slot}, name of the replication slot; created when missing
 * @param publication {@code publication}, name of the publication; created when missing
 * @param offsetsTopic {@code offsets-topic}, where the position is kept; created when missing
 * @param replication {@code offsets-replication}, replicas of that topic; -1 for the brokers'
 *     default
 * @param retry {@code retry}, the pause before another attempt to read
 */
public record OutboxConfig(
    List<String> schemas,
    String slot,
    String publication,
    String offsetsTopic,
    int replication,
    Duration retry) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Rejects names that PostgreSQL would not take as they are. */
  public OutboxConfig {
    schemas = List.copyOf(schemas);
    schemas.forEach(OutboxConfig::requireName);
    requireName(slot);
    requireName(publication);
    if (schemas.isEmpty() || offsetsTopic.isBlank() || !retry.isPositive()) {
      throw new IllegalArgumentException(
          "Expected schemas, an offsets topic and a positive retry, found %s, '%s', %s"
              .formatted(schemas, offsetsTopic, retry));
    }
  }

  /** Reads {@code relay.outbox.*}. */
  public static OutboxConfig from(Configuration config) {
    return new OutboxConfig(
        schemas(config),
        name(config, "relay.outbox.slot"),
        name(config, "relay.outbox.publication"),
        config.string("relay.outbox.offsets-topic", "hindcast.outbox-offsets"),
        config.integer("relay.outbox.offsets-replication", -1, -1, 10),
        positive(config, "relay.outbox.retry", Duration.ofMillis(500)));
  }

  private static List<String> schemas(Configuration config) {
    List<String> fallback = List.of("planner", "validator", "relay");
    String text = config.string("relay.outbox.schemas", String.join(",", fallback));
    List<String> schemas = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (schemas.stream().allMatch(NAME.asMatchPredicate())) {
      return schemas;
    }
    config.problem(
        "relay.outbox.schemas is '%s': expected names such as %s".formatted(text, fallback));
    return fallback;
  }

  private static String name(Configuration config, String key) {
    String fallback = "hindcast_outbox";
    String value = config.string(key, fallback);
    if (NAME.matcher(value).matches()) {
      return value;
    }
    config.problem(
        "%s is '%s': expected up to 63 lower-case letters, digits and underscores"
            .formatted(key, value));
    return fallback;
  }

  private static Duration positive(Configuration config, String key, Duration fallback) {
    Duration value = config.duration(key, fallback);
    if (value.isPositive()) {
      return value;
    }
    config.problem("%s is %s: expected more than nothing".formatted(key, value));
    return fallback;
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name for a schema, slot or publication: expected %s"
              .formatted(name, NAME.pattern()));
    }
  }
}

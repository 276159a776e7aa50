package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Bounds;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SpanText;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.ThrottleLimits;
import io.hindcast.core.spec.Transform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the editors' schema against the reader, key by key. */
class SpecSchemaTest {
  private static final Map<String, Keys> DEFINITIONS =
      Map.ofEntries(
          Map.entry("metadata", Keys.METADATA),
          Map.entry("spec", Keys.SPEC),
          Map.entry("member", Keys.MEMBER),
          Map.entry("target", Keys.TARGET),
          Map.entry("source", Keys.SOURCE),
          Map.entry("transform", Keys.TRANSFORM),
          Map.entry("range", Keys.RANGE),
          Map.entry("execution", Keys.EXECUTION),
          Map.entry("check", Keys.CHECK),
          Map.entry("rowCount", Keys.ROW_COUNT),
          Map.entry("nullRate", Keys.NULL_RATE),
          Map.entry("aggregate", Keys.AGGREGATE),
          Map.entry("rangeCheck", Keys.RANGE_CHECK),
          Map.entry("swap", Keys.SWAP),
          Map.entry("pacing", Keys.PACING),
          Map.entry("window", Keys.WINDOW),
          Map.entry("throttle", Keys.THROTTLE),
          Map.entry("queryLatency", Keys.QUERY_LATENCY),
          Map.entry("budget", Keys.BUDGET),
          Map.entry("perHour", Keys.PER_HOUR),
          Map.entry("query", Keys.QUERY));

  private static JsonObject schema = new JsonObject();

  @BeforeAll
  static void readSchema() throws IOException {
    schema = new JsonObject(Files.readString(Samples.DOCS.resolve("spec.schema.json")));
  }

  static List<String> sections() {
    return DEFINITIONS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void hasTheReadersKeys(String section) {
    assertKeys(definition(section), DEFINITIONS.getOrDefault(section, Keys.ROOT));
  }

  @Test
  void hasTheReadersKeysAtTheTop() {
    assertKeys(schema, Keys.ROOT);
    assertThat(schema.getJsonObject("properties").getJsonObject("apiVersion").getString("const"))
        .isEqualTo(SpecReading.API_VERSION);
    assertThat(schema.getJsonObject("properties").getJsonObject("kind").getString("const"))
        .isEqualTo(SpecReading.KIND);
  }

  @Test
  void describesEveryKey() {
    for (String section : sections()) {
      JsonObject properties = definition(section).getJsonObject("properties");
      for (String key : properties.fieldNames()) {
        assertThat(resolved(properties.getJsonObject(key)).getString("description"))
            .as("%s.%s", section, key)
            .isNotBlank();
      }
    }
  }

  @Test
  void hasTheBoundsAndDefaultsOfNumbers() {
    assertBounds("execution", "parallelism", Execution.PARALLELISM);
    assertBounds("execution", "rowsPerTask", Execution.ROWS_PER_TASK);
    assertBounds("execution", "partitionsPerTaskMax", Execution.PARTITIONS_PER_TASK_MAX);
    assertBounds("execution", "attemptsMax", Execution.ATTEMPTS_MAX);
    assertBounds("swap", "catchUpRounds", SwapPolicy.CATCH_UP_ROUNDS);
  }

  @Test
  void hasTheBoundsOfListsAndTexts() {
    assertBound(property("spec", "targets"), "minItems", SpecOutcome.Parsed.TARGETS_MIN);
    assertBound(property("spec", "targets"), "maxItems", SpecOutcome.Parsed.TARGETS_MAX);
    assertBound(definition("checks"), "maxItems", BackfillSpec.CHECKS_MAX);
    assertBound(property("spec", "waves"), "maxItems", BackfillSpec.WAVES_MAX);
    assertBound(property("spec", "checks"), "maxItems", BackfillSpec.CHECKS_MAX);
    assertBound(property("pacing", "windows"), "maxItems", Pacing.WINDOWS_MAX);
    assertBound(property("source", "tables"), "maxItems", Source.TABLES_MAX);
    assertBound(definition("columns"), "maxItems", Target.COLUMNS_MAX);
    assertBound(definition("column"), "maxLength", Target.COLUMN_LENGTH_MAX);
    assertBound(property("metadata", "labels"), "maxProperties", Metadata.LABELS_MAX);
    assertBound(property("metadata", "owner"), "maxLength", Metadata.OWNER_LENGTH_MAX);
    assertBound(property("execution", "settings"), "maxProperties", Execution.SETTINGS_MAX);
    assertBound(property("transform", "sql"), "maxLength", Transform.SQL_LENGTH_MAX);
    assertBound(property("transform", "version"), "maxLength", Transform.VERSION_LENGTH_MAX);
  }

  @Test
  void hasTheWordsAndTheDefaultOfEveryOption() {
    assertWords("transform", "stray", Transform.Stray.FAIL);
    assertWords("transform", "emptyPartitions", Transform.EmptyPartitions.FAIL);
    assertWords("execution", "order", Execution.ScanOrder.OLDEST_FIRST);
    assertWords("aggregate", "against", Check.Against.LIVE);
    assertWords("swap", "strategy", SwapPolicy.Strategy.EXCHANGE);
    assertWords("swap", "approval", SwapPolicy.Approval.MANUAL);
    assertWords("swap", "lateRows", SwapPolicy.LateRows.SOURCE);
    assertWords("swap", "dependents", SwapPolicy.Dependents.LIST);
  }

  @Test
  void hasTheOtherDefaults() {
    BackfillSpec spec = Samples.parsed(Samples.text("shortest.yaml"));

    assertThat(defaultOf("source", "lookback")).isEqualTo(SpanText.of(spec.source().lookback()));
    assertThat(defaultOf("source", "lookahead")).isEqualTo(SpanText.of(spec.source().lookahead()));
    assertThat(defaultOf("pacing", "pool")).isEqualTo(spec.pacing().pool());
    assertThat(defaultOf("pacing", "priority")).isEqualTo(spec.pacing().priority());
    assertThat(defaultOf("pacing", "share")).isEqualTo(spec.pacing().share().toString());
    assertThat(defaultOf("queryLatency", "percentile"))
        .isEqualTo(ThrottleLimits.PERCENTILE_DEFAULT);
    assertThat(defaultOf("range", "zone")).isEqualTo(spec.zone().getId());
    assertThat(defaultOf("swap", "keepPrevious"))
        .isEqualTo(SpanText.of(spec.swap().keepPrevious()));
    assertThat(resolved(property("aggregate", "tolerance")).getValue("default"))
        .isEqualTo(Percentage.ZERO.toString());
    assertThat(defaultOf("spec", "waves"))
        .isEqualTo(new JsonArray(spec.waves().stream().map(Percentage::toString).toList()));
  }

  private static void assertKeys(JsonObject object, Keys keys) {
    assertThat(object.getJsonObject("properties").fieldNames())
        .containsExactlyInAnyOrderElementsOf(keys.all());
    assertThat(object.getJsonArray("required", new JsonArray()).stream().map(String::valueOf))
        .containsExactlyInAnyOrderElementsOf(keys.required());
    assertThat(object.getBoolean("additionalProperties")).isFalse();
  }

  private static void assertBounds(String section, String key, Bounds bounds) {
    JsonObject property = property(section, key);
    assertThat(property.getLong("minimum")).isEqualTo(bounds.min());
    assertThat(property.getLong("maximum")).isEqualTo(bounds.max());
    assertThat(property.getLong("default")).isEqualTo(bounds.fallback());
  }

  private static void assertBound(JsonObject property, String keyword, int bound) {
    assertThat(property.getInteger(keyword)).isEqualTo(bound);
  }

  private static <E extends Enum<E>> void assertWords(String section, String key, E fallback) {
    JsonObject property = property(section, key);
    assertThat(property.getJsonArray("enum").stream().filter(word -> word != null))
        .containsExactlyInAnyOrderElementsOf(List.copyOf(Words.of(fallback.getDeclaringClass())));
    assertThat(property.getString("default")).isEqualTo(Words.of(fallback));
  }

  private static Object defaultOf(String section, String key) {
    return property(section, key).getValue("default");
  }

  private static JsonObject property(String section, String key) {
    return definition(section).getJsonObject("properties").getJsonObject(key);
  }

  private static JsonObject definition(String name) {
    return schema.getJsonObject("definitions").getJsonObject(name);
  }

  private static JsonObject resolved(JsonObject property) {
    String reference = property.getString("$ref");
    return reference == null
        ? property
        : definition(reference.substring("#/definitions/".length()));
  }
}

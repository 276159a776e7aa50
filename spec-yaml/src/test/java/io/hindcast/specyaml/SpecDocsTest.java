package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds what the documentation shows against the reader and the editors' schema. */
class SpecDocsTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  static List<String> valid() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Samples.DOCS.resolve("spec.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(examples).hasSize(5);
    var all = new ArrayList<>(examples);
    all.add(Samples.valid());
    all.add(Samples.text("shortest.yaml"));
    all.add(Samples.text("options.yaml"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void readerAndSchemaAcceptEveryExample(String yaml) throws IOException {
    assertThat(Samples.problems(yaml)).isEmpty();
    assertThat(isValidForSchema(yaml)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsWrittenOfASpecReadsAsTheSame(String yaml) throws IOException {
    BackfillSpec spec = Samples.parsed(yaml);

    String written = new YamlSpecWriter().write(spec);

    assertThat(Samples.parsed(written)).isEqualTo(spec);
    assertThat(isValidForSchema(written)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hindcast/v1 | hindcast/v2",
        "kind: Backfill | kind: Run",
        "name: route-daily-delay-fix | 'name: \"a b\"'",
        "owner: analytics | owner: [a]",
        "owner: analytics | owned: a",
        "flights.route_daily | route_daily",
        "key: [day, origin, destination] | key: [day, day]",
        "key: [day, origin, destination] | key: []",
        "lookback: 0d | lookback: -1d",
        "lookback: 0d | lookback: 0",
        "grain: 1d | grain: daily",
        "grain: 1d | '#'",
        "grain: 1d | 'grain: 1d\n    file: x.sql'",
        "grain: 1d | 'grain: 1d\n    stray: drop'",
        "from: 2001-01-01 | from: yesterday",
        "to: 2001-07-01 | 'to: 2001-07-01, zone: [UTC]'",
        "parallelism: 2 | parallelism: 1025",
        "parallelism: 2 | parallelism: two",
        "rowsPerTask: 500000 | rowsPerTask: 0.5",
        "rowsPerTask: 500000 | taskDuration: 60",
        "100%] | 100]",
        "[1%, 10%, 50%, 100%] | 100%",
        "max: 1% | max: 0.01",
        "against: live | against: source",
        "min: 0 | min: none",
        ", min: 0 | ''",
        "- notNull: | - notNul:",
        "strategy: exchange | strategy: swap",
        "keepPrevious: 7d | keepPrevious: forever",
        "keepPrevious: 7d | lateRows: keep",
        "keepPrevious: 7d | dependents: refresh",
        "key: [day, origin, destination] | 'key: [day]\n    keys: {}'",
        "key: [day, origin, destination] | 'key: [day]\n    keys: {values: []}'",
        "key: [day, origin, destination] | 'key: [day]\n    keys: {values: [a], query: SELECT 1}'",
        "key: [day, origin, destination] | 'key: [day]\n    outsideRange: keep'",
        "lookback: 0d | allowedLateness: -1d",
        "lookback: 0d | allowedLateness: late",
        "waves: | 'pacing: {pool: \"A b\"}\n  waves:'",
        "waves: | 'pacing: {priority: urgent}\n  waves:'",
        "waves: | 'pacing: {priority: 101}\n  waves:'",
        "waves: | 'pacing: {windows: []}\n  waves:'",
        "waves: | 'pacing: {windows: [{from: \"8:00\", to: \"18:00\", share: 30%}]}\n  waves:'",
        "waves: | 'pacing: {windows: [{from: \"08:00\", share: 30%}]}\n  waves:'",
        "waves: | 'pacing: {throttle: {queryLatency: {percentile: 95}}}\n  waves:'",
        "waves: | 'pacing: {throttle: {queryLatency: {percentile: 97, max: 2s}}}\n  waves:'",
        "waves: | 'pacing: {throttle: {queryLatency: {factor: 1}}}\n  waves:'",
        "waves: | 'pacing: {throttle: {queryLatency: {max: 2h}}}\n  waves:'",
        "waves: | 'pacing: {throttle: {memory: 0.8}}\n  waves:'",
        "waves: | 'pacing: {throttle: {merges: -1}}\n  waves:'",
        "waves: | 'pacing: {throttle: {endpoint: \"ftp://a\"}}\n  waves:'",
        "waves: | 'pacing: {budget: {rows: 0}}\n  waves:'",
        "waves: | 'pacing: {budget: {bytes: 10XB}}\n  waves:'",
        "waves: | 'pacing: {budget: {money: 0}}\n  waves:'",
        "waves: | 'pacing: {budget: {perHour: {row: 1}}}\n  waves:'",
        "waves: | 'pacing: {query: {maxThreads: 0}}\n  waves:'",
        "grain: 1d | 'grain: 1d\n    nondeterministic: maybe'",
        "grain: 1d | 'grain: 1d\n    narrowing: 1'",
        "waves: | 'scope: {reprocess: some}\n  waves:'",
        "waves: | 'scope: {first: []}\n  waves:'",
        "waves: | 'scope: {first: [{from: 2001-01-01}]}\n  waves:'",
        "waves: | 'scope: {last: [20010101]}\n  waves:'"
      })
  void readerAndSchemaRefuseTheSame(String piece, String replacement) {
    String yaml = Samples.validBut(piece, replacement);

    assertThat(Samples.problems(yaml)).isNotEmpty();
    assertThat(isValidForSchema(yaml)).isFalse();
  }

  @Test
  void theReferenceNamesEveryKey() throws IOException {
    String reference = Files.readString(Samples.DOCS.resolve("spec.md"));
    Map.of(
            "metadata.", Keys.METADATA,
            "target.", Keys.TARGET,
            "source.", Keys.SOURCE,
            "transform.", Keys.TRANSFORM,
            "range.", Keys.RANGE,
            "scope.", Keys.SCOPE,
            "execution.", Keys.EXECUTION,
            "swap.", Keys.SWAP)
        .forEach((section, keys) ->
            keys.all().forEach(key -> assertThat(reference).contains("`" + section + key + "`")));
    Map.of("pacing.", Keys.PACING, "windows.", Keys.WINDOW, "throttle.", Keys.THROTTLE)
        .forEach((section, keys) ->
            keys.all().forEach(key -> assertThat(reference).contains("`" + section + key + "`")));
    Map.of("budget.", Keys.BUDGET, "query.", Keys.QUERY)
        .forEach((section, keys) ->
            keys.all().forEach(key -> assertThat(reference).contains("`" + section + key + "`")));
    assertThat(Keys.CHECK.all())
        .allSatisfy(key -> assertThat(reference).contains("| `" + key + "` |"));
  }

  private static boolean isValidForSchema(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonObject json = new JsonObject(new JsonObject(Map.of("it", document)).encode());
    return Validator.create(
            JsonSchema.of(schema()),
            new JsonSchemaOptions().setDraft(Draft.DRAFT7).setBaseUri("https://localhost"))
        .validate(json.getValue("it"))
        .getValid();
  }

  private static JsonObject schema() {
    try {
      return new JsonObject(Files.readString(Samples.DOCS.resolve("spec.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.hindcast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private enum Colour {
    RED,
    DARK_GREEN
  }

  @Test
  void laterSourcesWin(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("h.properties"), "worker.a=file\nworker.b=file\nworker.c=file\n");
    Properties properties = new Properties();
    properties.setProperty("hindcast.worker.c", "property");
    Configuration config =
        Configuration.load(
            Map.of(
                "HINDCAST_CONFIG", file.toString(),
                "HINDCAST_WORKER_B", "environment",
                "HINDCAST_WORKER_C", "environment"),
            properties);

    assertThat(config.string("worker.a", "default")).isEqualTo("file");
    assertThat(config.string("worker.b", "default")).isEqualTo("environment");
    assertThat(config.string("worker.c", "default")).isEqualTo("property");
    assertThat(config.string("worker.d", "default")).isEqualTo("default");
    config.finish();
  }

  @Test
  void mapsEnvironmentVariables() {
    assertThat(ConfigurationSources.keyOf("HINDCAST_WORKER_TASK_ROWS__MAX"))
        .isEqualTo("worker.task.rows-max");
  }

  @Test
  void readsEachType() {
    Configuration config =
        Configuration.of(
            Map.of(
                "worker.text", " hello ",
                "worker.number", "500_000",
                "worker.duration", "7d",
                "worker.iso", "PT1M",
                "worker.flag", "true",
                "worker.uri", "http://127.0.0.1:1",
                "worker.colour", "dark-green"));

    assertThat(config.string("worker.text", "")).isEqualTo("hello");
    assertThat(config.number("worker.number", 1, 0, 1_000_000)).isEqualTo(500_000);
    assertThat(config.duration("worker.duration", Duration.ZERO)).isEqualTo(Duration.ofDays(7));
    assertThat(config.duration("worker.iso", Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.flag("worker.flag", false)).isTrue();
    assertThat(config.uri("worker.uri", URI.create("x:y")))
        .isEqualTo(URI.create("http://127.0.0.1:1"));
    assertThat(config.choice("worker.colour", Colour.RED)).isEqualTo(Colour.DARK_GREEN);
    config.finish();
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Configuration config =
        Configuration.of(
            Map.of(
                "worker.slots", "many",
                "worker.port", "70000",
                "worker.wait", "soon",
                "worker.flag", "yes",
                "worker.uri", "not a uri",
                "worker.colour", "blue",
                "worker.slot", "3",
                "wroker.x", "1"));
    config.integer("worker.slots", 1, 1, 9);
    config.integer("worker.port", 1, 0, 65_535);
    config.duration("worker.wait", Duration.ZERO);
    config.flag("worker.flag", false);
    config.uri("worker.uri", URI.create("x:y"));
    config.choice("worker.colour", Colour.RED);
    config.required("worker.name");
    config.requiredSecret("worker.token");

    ConfigurationException e = catchThrowableOfType(ConfigurationException.class, config::finish);

    assertThat(e.problems())
        .containsExactly(
            "worker.slots is 'many' (given): expected a whole number from 1 to 9",
            "worker.port is '70000' (given): expected a whole number from 0 to 65535",
            "worker.wait is 'soon' (given): expected a duration such as 500ms, 30s, 5m, 2h or 7d",
            "worker.flag is 'yes' (given): expected true or false",
            "worker.uri is 'not a uri' (given): expected an absolute URI without user and parameters, such as http://127.0.0.1:8123",
            "worker.colour is 'blue' (given): expected one of red, dark-green",
            "worker.name is not set and has no default: set it",
            "worker.token is not set: set it, or worker.token-file",
            "Unknown key worker.slot (given): did you mean worker.slots?",
            "Unknown key wroker.x (given): remove it, or see docs/configuration.md");
  }

  @Test
  void leavesSectionsOfOtherServicesAlone() {
    Configuration config = Configuration.of(Map.of("planner.anything", "1", "worker.slots", "2"));

    assertThat(config.integer("worker.slots", 1, 1, 9)).isEqualTo(2);
    config.finish();
  }

  @Test
  void findsUnknownKeysOfItsSectionsInTheEnvironmentToo() {
    Configuration config =
        Configuration.load(
            Map.of("HINDCAST_WORKER_SLOT", "2", "HINDCAST_CACHE", "/x", "PATH", "/bin"),
            new Properties());
    config.integer("worker.slots", 1, 1, 9);

    ConfigurationException e = catchThrowableOfType(ConfigurationException.class, config::finish);

    assertThat(e.problems())
        .containsExactly("Unknown key worker.slot (environment): did you mean worker.slots?");
  }

  @Test
  void readsSecretsFromFilesAndNeverShowsThem(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "s3cr3t\n");
    Configuration config =
        Configuration.of(
            Map.of(
                "database.password-file", file.toString(),
                "warehouse.password", "t0psecret",
                "kafka.client.sasl.jaas.config", "hunter2",
                "kafka.client.client.id", "me"));

    assertThat(config.secret("database.password").reveal()).isEqualTo("s3cr3t");
    assertThat(config.secret("warehouse.password").reveal()).isEqualTo("t0psecret");
    assertThat(config.below("kafka.client."))
        .containsEntry("sasl.jaas.config", "hunter2")
        .containsEntry("client.id", "me");
    assertThat(config.describe())
        .contains("warehouse.password = ******", "kafka.client.client.id = me")
        .doesNotContain("s3cr3t", "t0psecret", "hunter2");
    config.finish();
  }

  @Test
  void refusesASecretGivenTwiceAndAFileThatIsMissing(@TempDir Path directory) {
    Configuration config =
        Configuration.of(
            Map.of(
                "database.password", "a",
                "database.password-file", directory.resolve("x").toString(),
                "warehouse.password-file", directory.resolve("y").toString()));
    config.secret("database.password");
    config.secret("warehouse.password");

    ConfigurationException e = catchThrowableOfType(ConfigurationException.class, config::finish);

    assertThat(e.problems()).hasSize(2);
    assertThat(e.problems().getFirst()).contains("are both set: keep one");
    assertThat(e.problems().getLast()).contains("warehouse.password-file", "cannot be read");
  }

  @Test
  void namesAFileThatCannotBeRead() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> Configuration.load(Map.of("HINDCAST_CONFIG", "/nowhere/h"), new Properties()));

    assertThat(e.problems()).singleElement().asString().contains("/nowhere/h", "HINDCAST_CONFIG");
  }

  @Test
  void suggestsOnlyWhatIsClose() {
    assertThat(Suggestion.closest("worker.slts", List.of("worker.slots", "worker.zone")))
        .contains("worker.slots");
    assertThat(Suggestion.closest("completely.else", List.of("worker.slots"))).isEmpty();
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
  }
}

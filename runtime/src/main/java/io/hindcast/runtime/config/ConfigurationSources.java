package io.hindcast.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Collects the sources of one process, weakest first. */
final class ConfigurationSources {
  static final String FILE_VARIABLE = "HINDCAST_CONFIG";

  private static final String ENVIRONMENT_PREFIX = "HINDCAST_";
  private static final String PROPERTY_PREFIX = "hindcast.";

  private ConfigurationSources() {}

  static List<ConfigurationSource> of(Map<String, String> environment, Properties properties) {
    List<ConfigurationSource> sources = new ArrayList<>();
    String file = environment.getOrDefault(FILE_VARIABLE, "");
    if (!file.isBlank()) {
      sources.add(fromFile(Path.of(file)));
    }
    sources.add(fromEnvironment(environment));
    sources.add(fromProperties(properties));
    return sources;
  }

  private static ConfigurationSource fromFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      String problem =
          "The file %s, which %s names, cannot be read: %s".formatted(file, FILE_VARIABLE, e);
      throw new ConfigurationException(List.of(problem));
    }
    return new ConfigurationSource(file.getFileName().toString(), true, textValues(properties, ""));
  }

  private static ConfigurationSource fromEnvironment(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(ENVIRONMENT_PREFIX)) {
        values.put(keyOf(name), value);
      }
    });
    return new ConfigurationSource("environment", false, values);
  }

  private static ConfigurationSource fromProperties(Properties properties) {
    return new ConfigurationSource(
        "system property", false, textValues(properties, PROPERTY_PREFIX));
  }

  /** Lower case; two underscores are a hyphen, one is a dot. */
  static String keyOf(String variable) {
    return variable
        .substring(ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace("__", "-")
        .replace('_', '.');
  }

  private static Map<String, String> textValues(Properties properties, String prefix) {
    Map<String, String> values = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        values.put(name.substring(prefix.length()), properties.getProperty(name));
      }
    }
    return values;
  }
}

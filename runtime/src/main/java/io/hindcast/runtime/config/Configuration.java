package io.hindcast.runtime.config;

import io.hindcast.runtime.config.LayeredSettings.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of one process. Keys look like {@code worker.task.rows-max}; later sources win:
 *
 * <ol>
 *   <li>the default beside each read;
 *   <li>the properties file that the environment variable {@code HINDCAST_CONFIG} names;
 *   <li>environment variables: {@code HINDCAST_} and the key in upper case, a dot written {@code _}
 *       and a hyphen {@code __}, so {@code HINDCAST_WORKER_TASK_ROWS__MAX};
 *   <li>system properties: {@code -Dhindcast.worker.task.rows-max=…}.
 * </ol>
 *
 * <p>A secret {@code k} can instead be read from the file that {@code k-file} names.
 *
 * <p>Reads never throw: a bad value is noted and the read answers its default, so that {@link
 * #finish} reports all problems at once. Do not act on values before that. Not thread-safe.
 */
public final class Configuration {
  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
  private static final String FILE_SUFFIX = "-file";

  private final LayeredSettings settings;
  private final List<String> problems = new ArrayList<>();
  private final SortedMap<String, String> effective = new TreeMap<>();
  private final KnownKeys known = new KnownKeys();

  private Configuration(List<ConfigurationSource> sources) {
    settings = new LayeredSettings(sources);
  }

  /**
   * From this process's file, environment and system properties.
   *
   * @throws ConfigurationException when the file cannot be read
   */
  public static Configuration load() {
    return load(System.getenv(), System.getProperties());
  }

  static Configuration load(Map<String, String> environment, Properties properties) {
    return new Configuration(ConfigurationSources.of(environment, properties));
  }

  /** From given values, for tests and for embedding. */
  public static Configuration of(Map<String, String> values) {
    return new Configuration(List.of(new ConfigurationSource("given", true, values)));
  }

  /** Text; blank counts as not set. */
  public String string(String key, String fallback) {
    return read(key, fallback, "text", Optional::of);
  }

  /** Text that has no default: a problem when it is missing, and the answer is then empty. */
  public String required(String key) {
    String value = string(key, "");
    if (value.isEmpty()) {
      problems.add("%s is not set and has no default: set it".formatted(key));
    }
    return value;
  }

  /** A whole number between two bounds, both included. */
  public int integer(String key, int fallback, int min, int max) {
    return Math.toIntExact(number(key, fallback, min, max));
  }

  /** A whole number between two bounds, both included. */
  public long number(String key, long fallback, long min, long max) {
    return read(
        key,
        fallback,
        "a whole number from %d to %d".formatted(min, max),
        text -> ValueText.wholeNumber(text).filter(value -> value >= min && value <= max));
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}. */
  public Duration duration(String key, Duration fallback) {
    return read(key, fallback, "a duration such as 500ms, 30s, 5m, 2h or 7d", ValueText::duration);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback) {
    return read(key, fallback, "true or false", ValueText::truth);
  }

  /** An absolute URI, which may be logged: without a user and without parameters. */
  public URI uri(String key, URI fallback) {
    return read(
        key,
        fallback,
        "an absolute URI without user and parameters, such as http://127.0.0.1:8123",
        text ->
            ValueText.absoluteUri(text)
                .filter(uri -> uri.getRawUserInfo() == null && uri.getRawQuery() == null));
  }

  /** One of an enum's constants, in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    EnumText<E> names = new EnumText<>(fallback.getDeclaringClass());
    return read(key, fallback, "one of " + names.all(), names::parse);
  }

  /** A secret, {@link Secret#NONE} when neither it nor its file is set. */
  public Secret secret(String key) {
    String fileKey = key + FILE_SUFFIX;
    known.addKey(key);
    String file = string(fileKey, "");
    Optional<Setting> direct = settings.find(key);
    if (direct.isPresent() && !file.isEmpty()) {
      problems.add("%s and %s are both set: keep one".formatted(key, fileKey));
    }
    direct.ifPresent(setting -> show(key, new Secret(setting.value()).toString(), setting));
    return direct
        .map(Setting::value)
        .or(() -> content(fileKey, file))
        .map(Secret::new)
        .orElse(Secret.NONE);
  }

  /** A secret that has no default: a problem when it is missing. */
  public Secret requiredSecret(String key) {
    int before = problems.size();
    Secret secret = secret(key);
    if (secret.isEmpty() && problems.size() == before) {
      problems.add("%s is not set: set it, or %s%s".formatted(key, key, FILE_SUFFIX));
    }
    return secret;
  }

  /** Everything below a prefix such as {@code kafka.client.}, by the rest of the key. */
  public SortedMap<String, String> below(String prefix) {
    known.addPrefix(prefix);
    SortedMap<String, String> values = new TreeMap<>();
    for (String key : settings.keysBelow(prefix)) {
      settings
          .find(key)
          .ifPresent(setting -> {
            values.put(key.substring(prefix.length()), setting.value());
            show(key, KnownKeys.mask(key, setting.value()), setting);
          });
    }
    return values;
  }

  /** Notes a problem that only the reader of a group of keys can see. */
  public void problem(String text) {
    problems.add(text);
  }

  /**
   * Ends the reading: looks for unknown keys in the sections that were read, then logs the
   * effective configuration with secrets masked.
   *
   * @throws ConfigurationException with all problems, if there are any
   */
  public void finish() {
    settings.sources().forEach(source -> problems.addAll(known.problemsOf(source)));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    LOG.info("Effective configuration:{}", describe());
  }

  /** The effective values that have been read, one line each, secrets masked. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    effective.forEach((key, value) -> text.append("\n  ").append(key).append(" = ").append(value));
    return text.toString();
  }

  private <T> T read(String key, T fallback, String expected, Function<String, Optional<T>> parse) {
    known.addKey(key);
    Optional<Setting> setting = settings.find(key);
    if (setting.isEmpty()) {
      effective.put(key, fallback + " (default)");
      return fallback;
    }
    String shown = KnownKeys.mask(key, setting.get().value());
    show(key, shown, setting.get());
    Optional<T> value = parse.apply(setting.get().value());
    if (value.isEmpty()) {
      problems.add(
          "%s is '%s' (%s): expected %s".formatted(key, shown, setting.get().source(), expected));
    }
    return value.orElse(fallback);
  }

  private void show(String key, String value, Setting setting) {
    effective.put(key, "%s (%s)".formatted(value, setting.source()));
  }

  private Optional<String> content(String fileKey, String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      problems.add("%s names %s, which cannot be read: %s".formatted(fileKey, file, e));
      return Optional.empty();
    }
  }
}

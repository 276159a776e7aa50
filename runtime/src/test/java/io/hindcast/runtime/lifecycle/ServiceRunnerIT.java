package io.hindcast.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs real processes: signals, exit codes and log formats cannot be seen from inside. */
@Timeout(60)
class ServiceRunnerIT {
  private @Nullable Process process;

  @AfterEach
  void leaveNothingBehind() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void stopsItsPartsOnSigterm() throws Exception {
    Process service = start(Map.of());
    readUntil(service, "sample is up");

    service.toHandle().destroy(); // Process.destroy would close the output too.

    assertThat(String.join("\n", rest(service))).contains("first stops", "sample has stopped");
    assertThat(exitCode(service)).isEqualTo(143);
  }

  @Test
  void saysInOneLineWhyItCannotStart() throws Exception {
    Process service = start(Map.of("HINDCAST_SERVICE_FATE", "cannot-start"));

    List<String> lines = rest(service);

    assertThat(lines)
        .filteredOn(line -> line.contains("ERROR"))
        .singleElement()
        .asString()
        .endsWith("sample cannot start: The database is not there");
    assertThat(String.join("\n", lines)).contains("first stops").doesNotContain("\tat ");
    assertThat(exitCode(service)).isEqualTo(ServiceRunner.EXIT_START);
  }

  @Test
  void refusesAWrongConfiguration() throws Exception {
    Process service = start(Map.of("HINDCAST_SERVICE_FTAE", "works"));

    assertThat(String.join("\n", rest(service)))
        .contains("Unknown key service.ftae (environment): did you mean service.fate?");
    assertThat(exitCode(service)).isEqualTo(ServiceRunner.EXIT_CONFIGURATION);
  }

  @Test
  void endsWhenAThreadDies() throws Exception {
    Process service = start(Map.of("HINDCAST_SERVICE_FATE", "dies"));

    assertThat(String.join("\n", rest(service))).contains("A thread's defect", "first stops");
    assertThat(exitCode(service)).isEqualTo(ServiceRunner.EXIT_FATAL);
  }

  @Test
  void cutsOffAPartThatDoesNotStop() throws Exception {
    Process service =
        start(Map.of("HINDCAST_SERVICE_FATE", "hangs-at-stop", "HINDCAST_SERVICE_STOP__MAX", "1s"));
    readUntil(service, "sample is up");

    service.toHandle().destroy(); // Process.destroy would close the output too.

    assertThat(String.join("\n", rest(service))).contains("did not stop within 1 s");
    assertThat(exitCode(service)).isEqualTo(ServiceRunner.EXIT_FATAL);
  }

  @Test
  void logsJsonLinesWhenAsked() throws Exception {
    Process service =
        start(Map.of("HINDCAST_LOG_FORMAT", "json", "HINDCAST_SERVICE_FATE", "cannot-start"));

    assertThat(rest(service))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"))
        .anySatisfy(line -> assertThat(line).contains("sample cannot start"));
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SampleMain.class.getName());
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    return process;
  }

  private static void readUntil(Process service, String text) throws IOException {
    BufferedReader reader = service.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(text)) {
        return;
      }
    }
    throw new AssertionError("The process ended without saying: " + text);
  }

  private static List<String> rest(Process service) throws IOException {
    BufferedReader reader = service.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static int exitCode(Process service) throws InterruptedException {
    assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return service.exitValue();
  }
}

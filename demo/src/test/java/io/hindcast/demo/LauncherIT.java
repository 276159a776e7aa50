package io.hindcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.cli.CliContext;
import io.hindcast.cli.HindcastCommand;
import io.hindcast.cli.connection.LocalStackDescription;
import io.hindcast.cli.connection.LocalStackFile;
import io.hindcast.cli.connection.StackProcess;
import io.hindcast.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The local stack's life as a user sees it; one stack for all of it, since a start takes a while.
 */
class LauncherIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home = Path.of("");

  private record Result(int exitCode, String out, String err) {}

  private Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(err));
    CliContext context = new CliContext(terminal, Map.of(), home, home);
    int code = HindcastCommand.execute(HindcastMain.commandLine(context), context, arguments);
    return new Result(code, out.toString(), err.toString());
  }

  @AfterEach
  void stop() {
    run("down", "--dir", "stack");
  }

  @Test
  void startsFindsStopsAndRecoversAStack() throws IOException {
    Result up = run("up", "--dir", "stack", "--workers", "1", "--output", "json");
    assertThat(up.err()).contains("Starting", "Ready after");
    assertThat(up.exitCode()).isZero();
    List<StackProcess> first = processes();
    assertThat(first).extracting(StackProcess::name).contains("planner", "relay", "worker-1");
    assertThat(JSON.readTree(up.out()).at("/endpoints/api/url").asText()).startsWith("http://");
    assertThat(Files.getPosixFilePermissions(home.resolve("stack").resolve(LocalStackFile.NAME)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Result again = run("up", "--dir", "stack");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("is up already");
    assertThat(processes()).isEqualTo(first);

    Result doctor = run("doctor");
    assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();

    killed(first, "planner");
    Result healed = run("up", "--dir", "stack");
    assertThat(healed.exitCode()).as(healed.out() + healed.err()).isZero();
    assertThat(healed.err())
        .contains("without planner", "Restarted planner")
        .doesNotContain("up already");
    assertThat(processes()).allMatch(StackProcess::isAlive);
    assertThat(processes()).extracting(StackProcess::pid).doesNotContain(pid(first, "planner"));
    assertThat(run("runs").exitCode()).isZero();

    crash(processes());
    assertThat(run("status").exitCode()).isEqualTo(4);
    Result recovered = run("up", "--workers", "1", "--dir", "stack");
    assertThat(recovered.exitCode()).as(recovered.err()).isZero();
    List<StackProcess> second = processes();
    JsonNode runs = JSON.readTree(run("runs", "--output", "json").out());
    assertThat(runs.path("backfills").isArray()).isTrue();

    assertThat(run("down").err()).contains("Stopped");
    assertThat(second).noneMatch(StackProcess::isAlive);
    Result nothing = run("down", "--dir", "stack");
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.err()).contains("No local stack is up");
  }

  private List<StackProcess> processes() {
    return LocalStackFile.read(home.resolve("stack"))
        .map(LocalStackDescription::processes)
        .orElseThrow();
  }

  private static long pid(List<StackProcess> processes, String name) {
    return processes.stream()
        .filter(process -> process.name().equals(name))
        .mapToLong(StackProcess::pid)
        .findFirst()
        .orElseThrow();
  }

  private static void killed(List<StackProcess> processes, String name) {
    crash(processes.stream().filter(process -> process.name().equals(name)).toList());
  }

  /** As when the machine loses its power: nobody gets to clean up. */
  private static void crash(List<StackProcess> processes) {
    processes.forEach(process ->
        process
            .handle()
            .ifPresent(handle -> {
              handle.destroyForcibly();
              handle.onExit().join();
            }));
  }
}

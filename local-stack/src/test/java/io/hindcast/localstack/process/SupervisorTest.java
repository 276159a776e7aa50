package io.hindcast.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SERVER =
      "trap 'echo got it; exit 7' TERM; echo serving; while :; do sleep 0.1; done";

  @TempDir Path directory;

  @Test
  void stopsTheServerWhenItsInputEnds() throws Exception {
    ChildProcess child = start();
    child.stop(PATIENCE);
    assertThat(child.waitFor(Duration.ZERO)).hasValue(7);
    assertThat(Files.readString(child.log())).contains("got it");
  }

  @Test
  void passesSigtermOn() throws Exception {
    ChildProcess child = start();
    assertThat(child.terminate(PATIENCE)).hasValue(7);
    assertThat(Files.readString(child.log())).contains("got it");
  }

  @Test
  void leavesAWatcherThatStopsTheServerWhenItIsKilledItself() throws Exception {
    ChildProcess child = start();
    ProcessHandle server = server();
    child.handle().destroyForcibly();
    child.waitFor(PATIENCE);
    assertThat(server.isAlive()).isTrue();
    child.stop(PATIENCE);
    await().atMost(PATIENCE).until(() -> !server.isAlive());
  }

  private ProcessHandle server() throws Exception {
    String pid = Files.readString(directory.resolve("pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private ChildProcess start() {
    List<String> server = List.of("/bin/sh", "-c", SERVER);
    List<String> words = Supervisor.around(server, "TERM", directory.resolve("pid"));
    Path log = directory.resolve("log");
    ChildProcess child =
        ChildProcess.start(
            new ChildCommand(
                words,
                Map.of("PATH", System.getenv("PATH")),
                directory,
                log,
                Lifetime.WITH_PARENT));
    await().atMost(PATIENCE).until(() -> Files.readString(log).contains("serving"));
    return child;
  }
}

package io.hindcast.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.process.Echo;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RevivalTest {
  @TempDir Path directory;

  @Test
  void aProcessThatWasKilledIsStartedAgainAndTold() {
    AtomicInteger revived = new AtomicInteger();
    try (ServerProcess server = start()) {
      Revival revival = Revival.watch(Map.of("echo", server), revived::incrementAndGet);
      long first = server.pid();
      kill(first);
      await().atMost(Duration.ofSeconds(60)).until(() -> revived.get() == 1);

      assertThat(server.isRunning()).isTrue();
      assertThat(server.pid()).isNotEqualTo(first);

      revival.close();
      kill(server.pid());
      assertThat(server.isRunning()).isFalse();
    }
  }

  @Test
  void pausesGrowToABoundAndBeginAnewAfterACalmLife() {
    RestartPauses pauses = RestartPauses.NONE;
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      pauses = pauses.died(Duration.ofSeconds(5));
      seconds.add(pauses.pause().toSeconds());
    }
    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(new RestartPauses(Integer.MAX_VALUE).pause()).isEqualTo(RestartPauses.LONGEST);
    assertThat(pauses.died(RestartPauses.CALM).pause()).isEqualTo(Duration.ofSeconds(1));
  }

  private static void kill(long pid) {
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().join();
  }

  /** What the process before has said would pass for the next one's word. */
  private static void forget(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean saysReady(Path log) {
    try {
      return Files.isRegularFile(log) && Files.readString(log).contains("ready");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess start() {
    ServerDirectory place = ServerDirectory.create(directory);
    Path log = place.resolve("echo.log");
    return ServerProcess.start(
        place,
        new Launch(
            "echo",
            log,
            () -> {
              forget(log);
              return JavaProcess.builder(Echo.class)
                  .args("ready")
                  .directory(place.path())
                  .log(log)
                  .lifetime(Lifetime.WITH_PARENT)
                  .command();
            },
            () -> saysReady(log),
            Duration.ofMinutes(1),
            "TERM"));
  }
}

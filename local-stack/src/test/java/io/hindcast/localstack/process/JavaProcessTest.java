package io.hindcast.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void passesArgumentsAndVariablesAsTheyAre() throws IOException {
    try (ChildProcess child = start(Lifetime.WITH_PARENT)) {
      assertThat(Files.readString(child.log())).contains("a b|\"quoted\"|back\\slash|value");
    }
  }

  @Test
  void stopsCleanlyWhenItsInputEnds() throws IOException {
    ChildProcess child = start(Lifetime.WITH_PARENT);
    assertThat(child.stop(PATIENCE)).isTrue();
    assertThat(Files.readString(child.log())).contains("Stopped cleanly");
  }

  @Test
  void stopsCleanlyOnSigterm() throws IOException {
    ChildProcess child = start(Lifetime.WITH_PARENT);
    assertThat(child.terminate(PATIENCE)).hasValue(143);
    assertThat(Files.readString(child.log())).contains("Stopped cleanly");
  }

  @Test
  void isGoneAtOnceWhenKilled() throws IOException {
    ChildProcess child = start(Lifetime.WITH_PARENT);
    child.kill();
    assertThat(child.isAlive()).isFalse();
    assertThat(Files.readString(child.log())).doesNotContain("Stopped cleanly");
  }

  @Test
  void outlivesItsHandleWhenDetachedAndIsFoundAgain() throws IOException {
    ChildProcess child = start(Lifetime.DETACHED);
    ProcessIdentity identity = ProcessIdentity.of(child.handle());
    child.close();
    assertThat(identity.find(directory.toString())).hasValue(child.handle());
    assertThat(identity.find("another directory")).isEmpty();
    assertThat(new ProcessIdentity(child.pid(), identity.started().minusSeconds(60)).find(""))
        .isEmpty();
    assertThat(child.stop(PATIENCE)).isTrue();
    assertThat(identity.find(directory.toString())).isEmpty();
  }

  private ChildProcess start(Lifetime lifetime) {
    ChildProcess child =
        JavaProcess.builder(Echo.class)
            .jvmArgs("-Xmx32m", "-XX:TieredStopAtLevel=1")
            .args("a b", "\"quoted\"", "back\\slash")
            .env("ECHO", "value")
            .log(directory.resolve("echo.log"))
            .lifetime(lifetime)
            .start();
    await().atMost(PATIENCE).until(() -> Files.readString(child.log()).contains("|value"));
    return child;
  }
}

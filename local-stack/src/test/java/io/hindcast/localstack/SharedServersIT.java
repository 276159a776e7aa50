package io.hindcast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedServersIT {
  @TempDir Path directory;

  /** A main for tests: uses two of the servers and ends. */
  public static final class User {
    private User() {}

    public static void main(String[] args) {
      LocalPostgres first = SharedServers.postgres();
      if (first.equals(SharedServers.postgres())) {
        System.out.println(first.pid() + " " + SharedServers.clickhouse().pid());
      }
    }
  }

  @Test
  void areSharedAndGoneWithTheJvm() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    ChildProcess user =
        JavaProcess.builder(User.class)
            .jvmArgs("-Djava.io.tmpdir=" + temporary)
            .log(directory.resolve("user.log"))
            .start();
    assertThat(user.waitFor(Duration.ofSeconds(60))).hasValue(0);
    String last = Files.readAllLines(user.log()).getLast();
    assertThat(last).matches("\\d+ \\d+");
    for (String pid : last.split(" ", -1)) {
      assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    }
    assertThat(temporary).isDirectoryNotContaining("glob:**/hindcast-servers*");
  }
}

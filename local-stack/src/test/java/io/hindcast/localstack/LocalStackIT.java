package io.hindcast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.clickhouse.Query;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @AfterEach
  void stopWhatAFailureLeftRunning() {
    LocalStack.stop(directory);
  }

  @Test
  void leavesNothingRunningWhenItsJvmIsKilled() throws Exception {
    ChildProcess parent =
        JavaProcess.builder(HostedStack.class)
            .args(directory.toString())
            .log(directory.resolve("parent.log"))
            .start();
    await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("up")));
    List<ProcessHandle> family = parent.handle().descendants().toList();
    assertThat(family).hasSizeGreaterThan(5);

    parent.handle().destroyForcibly();

    await().atMost(PATIENCE).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(LocalStack.attach(directory)).isEmpty();
    assertThat(Files.readString(directory.resolve("postgres/postgres.log")))
        .contains("database system is shut down");
  }

  @Test
  void livesOnWhenDetachedAndIsStoppedThroughItsDirectory() throws Exception {
    StackOptions options = StackOptions.in(directory).withLifetime(Lifetime.DETACHED);
    List<ProcessHandle> servers;
    try (LocalStack stack = LocalStack.start(options)) {
      servers = processes(stack);
      Query.to(stack.clickhouse()).run("CREATE DATABASE kept");
    }
    assertThat(servers).allMatch(ProcessHandle::isAlive);
    try (LocalStack stack = LocalStack.attach(directory).orElseThrow()) {
      assertThat(processes(stack)).isEqualTo(servers);
      assertThat(Query.to(stack.clickhouse()).run("EXISTS DATABASE kept")).isEqualTo("1");
    }
    assertThat(servers).allMatch(ProcessHandle::isAlive);
    LocalStack.stop(directory);
    assertThat(servers).noneMatch(ProcessHandle::isAlive);
    LocalStack.stop(directory);
    try (LocalStack stack = LocalStack.start(StackOptions.in(directory))) {
      assertThat(Query.to(stack.clickhouse()).run("EXISTS DATABASE kept")).isEqualTo("1");
    }
  }

  @Test
  void stopsTheOthersWhenOneCannotStart() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HINDCAST_CLICKHOUSE_LIBRARY", directory.resolve("absent").toString());
    StackOptions options = StackOptions.in(directory).withEnvironment(new Environment(variables));
    assertThatThrownBy(() -> LocalStack.start(options))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("HINDCAST_CLICKHOUSE_LIBRARY");
    assertThat(ProcessHandle.current().descendants().filter(this::isOurs)).isEmpty();
  }

  @Test
  void refusesToStartWithTooLittleDisk() {
    assertThatThrownBy(
            () -> LocalStack.start(StackOptions.in(directory).withLeastFreeBytes(Long.MAX_VALUE)))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("Too little disk");
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(directory.toString());
  }

  private static List<ProcessHandle> processes(LocalStack stack) {
    return List.of(stack.kafka(), stack.postgres(), stack.clickhouse()).stream()
        .map(Server::pid)
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }
}

package io.hindcast.demo.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.cli.connection.LocalStackDescription;
import io.hindcast.cli.connection.LocalStackDescription.Api;
import io.hindcast.cli.connection.LocalStackDescription.Database;
import io.hindcast.cli.connection.LocalStackDescription.Endpoints;
import io.hindcast.cli.connection.LocalStackDescription.Kafka;
import io.hindcast.cli.connection.LocalStackFile;
import io.hindcast.cli.connection.StackProcess;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.server.PrivateFile;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.services.LocalHindcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes and deletes the file that describes the stack in a directory. */
record StackDescriptions(Path directory) {

  /** What has died since the last time is described as it was then. */
  void write(LocalStack stack, LocalHindcast hindcast) {
    Optional<LocalStackDescription> before = LocalStackFile.read(directory);
    Endpoints endpoints =
        new Endpoints(
            new Database(
                stack.clickhouse().url(), stack.clickhouse().user(), stack.clickhouse().password()),
            new Kafka(stack.kafka().bootstrap()),
            new Database(
                stack.postgres().jdbcUrl(), stack.postgres().user(), stack.postgres().password()),
            new Api(hindcast.api().toString(), hindcast.apiToken()));
    LocalStackDescription description =
        new LocalStackDescription(
            directory.toString(),
            before.map(LocalStackDescription::startedAt).orElseGet(() -> Instant.now().toString()),
            endpoints,
            processes(
                stack, hindcast, before.map(LocalStackDescription::processes).orElse(List.of())));
    try {
      PrivateFile.write(
          file(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(description));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot render the description of the stack", e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file(), e);
    }
  }

  private List<StackProcess> processes(
      LocalStack stack, LocalHindcast hindcast, List<StackProcess> before) {
    List<StackProcess> processes = new ArrayList<>();
    processes.add(
        StackProcess.of("host", ProcessHandle.current(), StackHost.log(directory).toString()));
    Map<String, Server> servers = StackHost.servers(stack, hindcast);
    servers.forEach((name, server) -> process(name, server, before).ifPresent(processes::add));
    return processes;
  }

  /** A server that is the user's own is no process of this stack. */
  private static Optional<StackProcess> process(
      String name, Server server, List<StackProcess> before) {
    if (!server.isOurs()) {
      return Optional.empty();
    }
    return handle(server)
        .map(handle -> StackProcess.of(name, handle, server.log().toString()))
        .or(() -> before.stream().filter(process -> process.name().equals(name)).findFirst());
  }

  private static Optional<ProcessHandle> handle(Server server) {
    try {
      return ProcessHandle.of(server.pid());
    } catch (IllegalStateException e) {
      return Optional.empty(); // It does not run, which is what the caller wants to know.
    }
  }

  private Path file() {
    return directory.resolve(LocalStackFile.NAME);
  }
}

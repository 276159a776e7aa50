package io.hindcast.localstack.postgres;

import io.hindcast.localstack.process.LogTail;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.server.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The database cluster on disk.
 *
 * @param data its directory
 * @param binaries where PostgreSQL's programs are
 * @param prefix words before each command
 * @param log where {@code initdb} writes
 */
record Cluster(Path data, Path binaries, List<String> prefix, Path log) {
  private static final int TAIL = 15;

  /** Initialises the cluster unless it is there; a broken attempt is thrown away. */
  void initialise(String user, String password) {
    if (Files.exists(data)) {
      return;
    }
    Path fresh = data.resolveSibling("data.new");
    Path passwordFile = data.resolveSibling("password.new");
    try {
      delete(fresh);
      PrivateFile.write(passwordFile, password);
      try {
        initdb(fresh, user, passwordFile);
      } finally {
        Files.delete(passwordFile);
      }
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot initialise PostgreSQL in " + data, e);
    }
  }

  /** Replaces the server's configuration. */
  void configure(int port) {
    PrivateFile.write(
        data.resolve("postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        port = %d
        max_connections = 200
        wal_level = logical
        max_wal_senders = 20
        max_replication_slots = 20
        shared_buffers = 128MB
        max_wal_size = 1GB
        password_encryption = scram-sha-256
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        """
            .formatted(port));
  }

  /** The command that serves the cluster. */
  List<String> server() {
    return command("postgres", "-D", data.toString());
  }

  private void initdb(Path target, String user, Path passwordFile) throws IOException {
    List<String> command =
        command(
            "initdb",
            "--pgdata=" + target,
            "--username=" + user,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .onExit()
            .join()
            .exitValue();
    if (code != 0) {
      throw new StartFailed(
          "initdb ended with exit code %d. The last lines of %s:%n%s"
              .formatted(code, log, LogTail.of(log, TAIL)));
    }
  }

  private List<String> command(String program, String... arguments) {
    List<String> words = new ArrayList<>(prefix);
    words.add(binaries.resolve("bin").resolve(program).toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

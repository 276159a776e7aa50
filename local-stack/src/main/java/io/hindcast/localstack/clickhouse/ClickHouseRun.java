package io.hindcast.localstack.clickhouse;

import com.sun.jna.NativeLibrary;
import io.hindcast.localstack.container.ContainerServer;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.prerequisite.ServerKind;
import io.hindcast.localstack.process.ChildCommand;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.process.Supervisor;
import io.hindcast.localstack.server.Launch;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.server.ServerDirectory;
import io.hindcast.localstack.server.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one server is run here: by a binary on the path, or by the embedded library. */
record ClickHouseRun(
    ClickHouseOptions options, ServerDirectory place, ClickHouseEndpoint endpoint) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String STOP = "TERM";
  private static final String PROGRAM = "clickhouse";

  ServerFiles files() {
    return new ServerFiles(place.path(), options.memoryBytes());
  }

  /** Starts the server in the way that the user asks for, or that this machine offers. */
  Server start() {
    return kind() == ServerKind.CONTAINER
        ? ContainerServer.start(ClickHouseContainer.spec(options, place, endpoint))
        : ServerProcess.start(place, launch());
  }

  private ServerKind kind() {
    return ServerKind.asked(options.environment(), "HINDCAST_CLICKHOUSE", ServerKind.values())
        .orElseGet(() ->
            options.environment().program(PROGRAM).isPresent()
                ? ServerKind.BINARY
                : ServerKind.EMBEDDED);
  }

  Launch launch() {
    return new Launch(
        "ClickHouse", log(), this::command, () -> Ping.answers(endpoint.url()), PATIENCE, STOP);
  }

  private Path log() {
    return place.resolve("clickhouse.log");
  }

  private ChildCommand command() {
    return kind() == ServerKind.BINARY ? binaryCommand(binary()) : embeddedCommand();
  }

  private Path binary() {
    return options
        .environment()
        .program(PROGRAM)
        .orElseThrow(() ->
            new PrerequisiteMissing(
                "HINDCAST_CLICKHOUSE asks for a binary, but no 'clickhouse' is on PATH."));
  }

  private ChildCommand binaryCommand(Path binary) {
    files().write(endpoint, listeners());
    List<String> server =
        List.of(binary.toString(), "server", "--config-file=" + files().configuration());
    List<String> words =
        options.lifetime() == Lifetime.WITH_PARENT
            ? Supervisor.around(server, STOP, place.pidFile())
            : server;
    return new ChildCommand(words, variables(), place.path(), log(), options.lifetime());
  }

  private String listeners() {
    return """
    <path>%s/</path>
    <listen_host>127.0.0.1</listen_host>
    <http_port>%d</http_port>
    <tcp_port>%d</tcp_port>
    <logger><level>warning</level><console>1</console></logger>\
    """
        .formatted(files().data(), endpoint.httpPort(), endpoint.tcpPort());
  }

  private ChildCommand embeddedCommand() {
    Path library = EmbeddedLibrary.find(options.environment());
    files().write(endpoint, "<log-level>warning</log-level><logger><console>1</console></logger>");
    files().persistSystemDatabase();
    return JavaProcess.builder(ClickHouseLauncher.class)
        .classPath(List.of(origin(ClickHouseLauncher.class), origin(NativeLibrary.class)))
        .jvmArgs("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("-XX:-UsePerfData", "-Djna.tmpdir=" + place.resolve("tmp"))
        .jvmArgs("--enable-native-access=ALL-UNNAMED")
        .args(library.toString(), place.path().toString())
        .args(Integer.toString(endpoint.httpPort()), Integer.toString(endpoint.tcpPort()))
        .args(files().configuration().toString())
        .onlyEnv(variables())
        .directory(files().userFiles())
        .log(log())
        .lifetime(options.lifetime())
        .command();
  }

  private static Map<String, String> variables() {
    return Map.of("PATH", Environment.system().value("PATH").orElse(""));
  }

  /** The class path entry that a class was loaded from. */
  private static Path origin(Class<?> loaded) {
    return Path.of(
        URI.create(loaded.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}

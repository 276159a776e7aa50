package io.hindcast.localstack.clickhouse;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.server.ForeignServer;
import io.hindcast.localstack.server.LocalServer;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.server.ServerDirectory;
import io.hindcast.localstack.server.ServerProcess;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A ClickHouse 26.7 server with HTTP and native protocol, listening on the loopback interface only.
 * Acknowledged inserts survive {@link #kill} and {@link #restart}. The server is, in this order:
 * the one that {@code HINDCAST_CLICKHOUSE_URL} names, a {@code clickhouse} binary on {@code PATH},
 * or the embedded library.
 */
public final class LocalClickHouse extends LocalServer {
  static final String URL = "HINDCAST_CLICKHOUSE_URL";

  private static final String USER = "hindcast";
  private static final int NATIVE_PORT = 9000;

  private final ClickHouseEndpoint endpoint;
  private final Path userFiles;

  private LocalClickHouse(ClickHouseEndpoint endpoint, Path userFiles, Server server) {
    super(server);
    this.endpoint = endpoint;
    this.userFiles = userFiles;
  }

  /**
   * Starts a server on the directory and waits until it serves, or takes the user's.
   *
   * @throws io.hindcast.localstack.prerequisite.PrerequisiteMissing when this machine cannot run it
   * @throws io.hindcast.localstack.process.StartFailed when it does not become ready
   */
  public static LocalClickHouse start(ClickHouseOptions options) {
    return given(options).orElseGet(() -> startHere(options));
  }

  /** The server that was started on the directory and still runs, or the user's. */
  public static Optional<LocalClickHouse> attach(Path directory) {
    ClickHouseOptions options = ClickHouseOptions.in(directory).withLifetime(Lifetime.DETACHED);
    return given(options)
        .or(() -> ServerDirectory.find(directory).flatMap(place -> attach(options, place)));
  }

  private static Optional<LocalClickHouse> given(ClickHouseOptions options) {
    Environment environment = options.environment();
    return environment
        .value(URL)
        .map(url ->
            new ClickHouseEndpoint(
                url,
                NATIVE_PORT,
                environment.value("HINDCAST_CLICKHOUSE_USER").orElse("default"),
                environment.value("HINDCAST_CLICKHOUSE_PASSWORD").orElse("")))
        .map(at ->
            new LocalClickHouse(
                at,
                options.directory().resolve("user_files"),
                new ForeignServer("ClickHouse at " + at)));
  }

  private static Optional<LocalClickHouse> attach(
      ClickHouseOptions options, ServerDirectory place) {
    if (place.value("http-port").isEmpty()) {
      return Optional.empty();
    }
    ClickHouseEndpoint endpoint = endpoint(place);
    ClickHouseRun run = new ClickHouseRun(options, place, endpoint);
    return ServerProcess.attach(place, run.launch())
        .map(server -> new LocalClickHouse(endpoint, run.files().userFiles(), server));
  }

  private static LocalClickHouse startHere(ClickHouseOptions options) {
    ServerDirectory place = ServerDirectory.create(options.directory());
    place.port("http-port", options.httpPort());
    place.port("tcp-port", 0);
    ClickHouseEndpoint endpoint = endpoint(place);
    ClickHouseRun run = new ClickHouseRun(options, place, endpoint);
    return new LocalClickHouse(endpoint, run.files().userFiles(), run.start());
  }

  private static ClickHouseEndpoint endpoint(ServerDirectory place) {
    return new ClickHouseEndpoint(
        "http://127.0.0.1:" + place.required("http-port"),
        Integer.parseInt(place.required("tcp-port")),
        USER,
        place.secret("password"));
  }

  /** HTTP address, without user and password. */
  public String url() {
    return endpoint.url();
  }

  /** A user who may do everything. */
  public String user() {
    return endpoint.user();
  }

  public String password() {
    return endpoint.password();
  }

  /** Port of the native protocol. */
  public int tcpPort() {
    return endpoint.tcpPort();
  }

  /**
   * The directory that relative names in the table function {@code file('name')} are looked up in.
   */
  public Path userFiles() {
    return userFiles;
  }
}

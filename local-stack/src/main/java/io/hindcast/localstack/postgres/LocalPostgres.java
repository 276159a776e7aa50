package io.hindcast.localstack.postgres;

import io.hindcast.localstack.container.ContainerServer;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.prerequisite.ServerKind;
import io.hindcast.localstack.process.ChildCommand;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.process.Supervisor;
import io.hindcast.localstack.server.ForeignServer;
import io.hindcast.localstack.server.Launch;
import io.hindcast.localstack.server.LocalServer;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.server.ServerDirectory;
import io.hindcast.localstack.server.ServerProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL 18 server with logical decoding and the database {@code hindcast}, listening on the
 * loopback interface only. Commits are durable: {@link #kill} and {@link #restart} lose none.
 */
public final class LocalPostgres extends LocalServer {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NAME = "hindcast";
  private static final String FAST_SHUTDOWN = "INT";

  private final PostgresEndpoint endpoint;

  private LocalPostgres(PostgresEndpoint endpoint, Server server) {
    super(server);
    this.endpoint = endpoint;
  }

  /**
   * Starts a server on the directory, initialised at the first start, and waits until it serves; or
   * takes the one that {@code HINDCAST_POSTGRES_URL} names.
   *
   * @throws PrerequisiteMissing when this machine cannot run it
   * @throws StartFailed when it does not become ready
   */
  public static LocalPostgres start(PostgresOptions options) {
    return given(options.environment()).orElseGet(() -> startHere(options));
  }

  /** The server that was started on the directory and still runs, or the user's. */
  public static Optional<LocalPostgres> attach(Path directory) {
    PostgresOptions options = PostgresOptions.in(directory).withLifetime(Lifetime.DETACHED);
    return given(options.environment())
        .or(() -> ServerDirectory.find(directory).flatMap(place -> attach(options, place)));
  }

  private static Optional<LocalPostgres> given(Environment environment) {
    return ForeignPostgres.in(environment)
        .map(at -> new LocalPostgres(at, new ForeignServer("PostgreSQL at " + at)));
  }

  private static Optional<LocalPostgres> attach(PostgresOptions options, ServerDirectory place) {
    return place
        .value("port")
        .map(port -> endpoint(place, Integer.parseInt(port)))
        .flatMap(endpoint ->
            ServerProcess.attach(place, launch(options, place, endpoint))
                .map(server -> new LocalPostgres(endpoint, server)));
  }

  private static LocalPostgres startHere(PostgresOptions options) {
    ServerDirectory place = ServerDirectory.create(options.directory());
    PostgresEndpoint endpoint = endpoint(place, place.port("port", options.port()));
    if (inContainer(options)) {
      return new LocalPostgres(
          endpoint, ContainerServer.start(PostgresContainer.spec(options, place, endpoint)));
    }
    ServerProcess server = ServerProcess.start(place, launch(options, place, endpoint));
    try {
      endpoint.withDatabase("postgres").create(NAME);
    } catch (SQLException e) {
      server.stop();
      throw new StartFailed("Cannot create the database " + NAME, e);
    }
    return new LocalPostgres(endpoint, server);
  }

  private static boolean inContainer(PostgresOptions options) {
    return ServerKind.asked(
            options.environment(), "HINDCAST_POSTGRES", ServerKind.CONTAINER, ServerKind.EMBEDDED)
        .filter(ServerKind.CONTAINER::equals)
        .isPresent();
  }

  /** JDBC address of the database, without user and password. */
  public String jdbcUrl() {
    return endpoint.jdbcUrl();
  }

  public String host() {
    return endpoint.host();
  }

  public int port() {
    return endpoint.port();
  }

  public String database() {
    return endpoint.database();
  }

  /** A superuser, who may also replicate. */
  public String user() {
    return endpoint.user();
  }

  public String password() {
    return endpoint.password();
  }

  private static PostgresEndpoint endpoint(ServerDirectory place, int port) {
    return PostgresEndpoint.local(port, NAME, NAME, place.secret("password"));
  }

  private static Launch launch(
      PostgresOptions options, ServerDirectory place, PostgresEndpoint endpoint) {
    return new Launch(
        "PostgreSQL",
        place.resolve("postgres.log"),
        () -> command(options, place, endpoint),
        endpoint.withDatabase("postgres")::serves,
        PATIENCE,
        FAST_SHUTDOWN);
  }

  private static ChildCommand command(
      PostgresOptions options, ServerDirectory place, PostgresEndpoint endpoint) {
    Environment environment = options.environment();
    Path log = place.resolve("postgres.log");
    Cluster cluster =
        new Cluster(
            place.resolve("data"),
            PostgresBinaries.unpacked(environment),
            UserNamespace.prefix(environment),
            log);
    cluster.initialise(endpoint.user(), endpoint.password());
    cluster.configure(endpoint.port());
    List<String> words =
        options.lifetime() == Lifetime.WITH_PARENT
            ? Supervisor.around(cluster.server(), FAST_SHUTDOWN, place.pidFile())
            : cluster.server();
    Map<String, String> variables = Map.of("PATH", environment.value("PATH").orElse(""));
    return new ChildCommand(words, variables, place.path(), log, options.lifetime());
  }
}

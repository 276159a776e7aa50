package io.hindcast.cli.connection;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which planner to speak to. */
public final class ConnectionOptions {
  @Option(
      names = "--api",
      paramLabel = "URL",
      description =
          "The planner, such as http://127.0.0.1:8080. Default: HINDCAST_API, else the local stack.")
  private @Nullable URI api;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the planner's token. Default: HINDCAST_TOKEN, else the local"
              + " stack's.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Directory of the local stack. Default: HINDCAST_DIR, else where the last 'up' put it.")
  private @Nullable Path directory;

  /** The local stack's directory as given, if it was. */
  public Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /**
   * The planner to speak to. The local stack's token is only ever sent to the local stack.
   *
   * @throws CliException when none is given and no local stack is up, or there is no token
   */
  public Connection connection(CliContext context) {
    Optional<LocalStackDescription.Api> local =
        LocalStackFile.read(LocalStackFile.directory(context, directory()))
            .map(description -> description.endpoints().api());
    URI base =
        givenApi(context).or(() -> local.map(it -> URI.create(it.url()))).orElseThrow(this::noApi);
    if (base.getHost() == null
        || base.getScheme() == null
        || !base.getScheme().startsWith("http")) {
      throw usage(
          "'%s' is not the address of a planner; expected http(s)://host:port".formatted(base));
    }
    String token =
        givenToken(context)
            .or(() -> local.filter(it -> URI.create(it.url()).equals(base)).map(it -> it.token()))
            .orElseThrow(() ->
                usage("No token for %s: give --token-file or set HINDCAST_TOKEN".formatted(base)));
    return new Connection(base, token);
  }

  private Optional<URI> givenApi(CliContext context) {
    return Optional.ofNullable(api)
        .or(() -> context.variable("HINDCAST_API").map(ConnectionOptions::uri));
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          ExitCode.USAGE, "HINDCAST_API is not an address: " + e.getMessage(), e);
    }
  }

  private Optional<String> givenToken(CliContext context) {
    if (tokenFile == null) {
      return context.variable("HINDCAST_TOKEN").map(String::strip);
    }
    Path file = context.workingDirectory().resolve(tokenFile);
    try {
      return Optional.of(
          Files.readString(file)
              .lines()
              .findFirst()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .orElseThrow(() -> usage("The token file %s is empty".formatted(file))));
    } catch (IOException e) {
      throw new CliException(ExitCode.USAGE, "Cannot read the token file " + file, e);
    }
  }

  private CliException noApi() {
    return new CliException(
        ExitCode.UNREACHABLE,
        "No planner is given and no local stack is up. Start one with 'hindcast up', or give --api or"
            + " HINDCAST_API.");
  }

  private static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }
}

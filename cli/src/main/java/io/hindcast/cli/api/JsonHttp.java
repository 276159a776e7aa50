package io.hindcast.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.connection.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, with answers other than success as exceptions. */
final class JsonHttp implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final Connection connection;

  JsonHttp(Connection connection) {
    this.connection = connection;
  }

  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(connection.base() + path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + connection.token());
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      JsonNode body = parse(response);
      if (response.statusCode() / 100 != 2) {
        throw refusal(response.statusCode(), Shown.of(body));
      }
      return body;
    } catch (IOException e) {
      throw new ApiUnreachable(
          "The planner at %s does not answer (%s). Is it running? Start the local stack with 'hindcast up', or name another with --api."
              .formatted(connection.base(), reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.UNREACHABLE, "Interrupted while waiting for the planner", e);
    }
  }

  private JsonNode parse(HttpResponse<String> response) {
    try {
      return response.body().isBlank()
          ? MissingNode.getInstance()
          : PlannerApi.JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "%s answered %d with something other than JSON; is it really a planner?"
              .formatted(connection.base(), response.statusCode()),
          e);
    }
  }

  private ApiRefused refusal(int status, JsonNode body) {
    String code = body.path("code").asText("HTTP_" + status);
    String message = body.path("message").asText("The planner answered with status " + status);
    if (status == 401 || status == 403) {
      message += ". Give the right token with --token-file or HINDCAST_TOKEN.";
    }
    return new ApiRefused(
        status,
        code,
        message,
        all(body, "problems", Problem.class),
        all(body, "findings", Plan.Finding.class),
        all(body, "schemas", Plan.Schema.class));
  }

  private static <T> List<T> all(JsonNode body, String field, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (JsonNode node : body.path(field)) {
      values.add(PlannerApi.JSON.convertValue(node, type));
    }
    return values;
  }

  private static String reason(IOException e) {
    @Nullable String message = e.getMessage();
    return message == null ? "connection refused" : message;
  }

  @Override
  public void close() {
    http.close();
  }
}

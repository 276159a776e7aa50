package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  record Order(String name, int count) {}

  private static final HttpConfig CONFIG = new HttpConfig("127.0.0.1", 0, new Secret("t0ken"));

  private final EventLoops loops = EventLoops.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpApi api =
      HttpApi.start(
          loops,
          CONFIG,
          meters,
          List.of(
              Route.get("/v1/things/:id", HttpApiTest::describe),
              Route.post("/v1/things", r -> ApiResponse.accepted(r.json(Order.class))),
              Route.get("/v1/missing", r -> fail(ErrorCode.NOT_FOUND)),
              Route.get("/v1/away", r -> fail(ErrorCode.STORE_UNAVAILABLE)),
              Route.get("/v1/defect", r -> defect()),
              Route.delete("/v1/things/:id", r -> ApiResponse.noContent())));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    api.close();
    loops.close();
  }

  private static ApiResponse describe(ApiRequest request) {
    return ApiResponse.ok(
        Map.of(
            "id", request.path("id"),
            "limit", request.query("limit", 10, 1, 100),
            "caller", request.caller().name(),
            "virtual", Thread.currentThread().isVirtual()));
  }

  private static ApiResponse fail(ErrorCode code) {
    throw new HindcastException(code, "What happened");
  }

  private static ApiResponse defect() {
    throw new IllegalStateException("secret internals");
  }

  @Test
  void answersOnAVirtualThread() throws Exception {
    HttpResponse<String> response =
        send(call("/v1/things/7?limit=5").header("X-Hindcast-User", "ann"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"id\":\"7\"", "\"limit\":5", "\"caller\":\"ann\"", "\"virtual\":true");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(meters.get("hindcast.http.calls").tag("route", "/v1/things/:id").timer().count())
        .isEqualTo(1);
  }

  @Test
  void readsAndWritesJson() throws Exception {
    HttpResponse<String> response = post("{\"name\":\"a\",\"count\":2}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"name\":\"a\",\"count\":2}");
  }

  @Test
  void explainsBrokenJsonAndUnknownFields() throws Exception {
    HttpResponse<String> broken = post("{\"name\": \n oops}");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("MESSAGE_MALFORMED", "line 2");

    HttpResponse<String> missing = post("{\"name\":\"a\",\"cuont\":2}");
    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.body()).contains("'count' is missing");

    HttpResponse<String> unknown = post("{\"name\":\"a\",\"count\":2,\"cuont\":2}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("'cuont' is not known: expected one of [count, name]");
  }

  @Test
  void explainsAParameterOutOfBounds() throws Exception {
    HttpResponse<String> response = send(call("/v1/things/7?limit=500"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("limit is '500': expected a whole number from 1 to 100");
  }

  @Test
  void mapsCodesToStatuses() throws Exception {
    assertThat(send(call("/v1/missing")).body())
        .isEqualTo("{\"code\":\"NOT_FOUND\",\"message\":\"What happened\"}");
    assertThat(send(call("/v1/missing")).statusCode()).isEqualTo(404);
    assertThat(send(call("/v1/away")).statusCode()).isEqualTo(503);
    assertThat(send(call("/v1/nothing")).statusCode()).isEqualTo(404);
    assertThat(send(call("/v1/things/1").DELETE()).statusCode()).isEqualTo(204);
    assertThat(ApiError.status(ErrorCode.REQUEST_CONFLICT)).isEqualTo(409);
    assertThat(ApiError.status(ErrorCode.SPEC_INVALID)).isEqualTo(400);
    assertThat(ApiError.status(ErrorCode.WAREHOUSE_OVERLOADED)).isEqualTo(503);
  }

  @Test
  void hidesDefects() throws Exception {
    HttpResponse<String> response = send(call("/v1/defect"));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .contains("INTERNAL", "Its log says more at")
        .doesNotContain("secret internals");
  }

  @Test
  void needsTheTokenExceptForHealth() throws Exception {
    URI thing = uri("/v1/things/7");
    HttpResponse<String> without = send(HttpRequest.newBuilder(thing));
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.body()).contains("UNAUTHORIZED", "bearer token");
    assertThat(send(HttpRequest.newBuilder(thing).header("Authorization", "Bearer x")).statusCode())
        .isEqualTo(401);
    assertThat(send(HttpRequest.newBuilder(uri("/v1/nothing"))).statusCode()).isEqualTo(401);
    assertThat(send(HttpRequest.newBuilder(uri("/health"))).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    HttpResponse<String> response = post("x".repeat(2 * 1024 * 1024 + 1));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("HTTP_413", "2097152");
  }

  @Test
  void saysThatAPortIsTaken() {
    HttpConfig same = new HttpConfig("127.0.0.1", api.port(), CONFIG.token());

    assertThatThrownBy(() -> HttpApi.start(loops, same, meters, List.of()))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("Cannot listen on 127.0.0.1:" + api.port());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(api.port(), path));
  }

  private HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer t0ken");
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(call("/v1/things").POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}

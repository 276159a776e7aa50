package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.messaging.Topics;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.Secret;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.HttpApi;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that were put aside, from the topic to the topic again. */
@Timeout(300)
class DeadLetterRoutesIT {
  private static final String TOKEN = "t0ken";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UUID id = UUID.randomUUID();
  private final EventLoops loops = EventLoops.start();
  private final ServiceMetrics metrics = new ServiceMetrics("planner-test");
  private final HttpClient client = HttpClient.newHttpClient();
  private Scene scene;
  private HttpApi api;

  @BeforeEach
  void set() throws Exception {
    scene = new Scene();
    api =
        HttpApi.start(
            loops,
            new HttpConfig("127.0.0.1", 0, new Secret(TOKEN)),
            metrics.registry(),
            scene.planner.parts.routes(Optional::empty, scene.planner.bus()));
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    api.close();
    loops.close();
    metrics.close();
    scene.close();
  }

  @Test
  void areListedShownWarnedOfAndDeliveredAgain() throws Exception {
    BackfillRequest request = Answers.request(id, scene.yaml(1, 11, ""));
    putAside(MessageCodec.standard().encode(request), "REQUEST_CONFLICT");

    JsonNode letter = get("/v1/dead-letters?code=REQUEST_CONFLICT&limit=1").path("letters").get(0);
    long number = letter.path("number").asLong();
    assertThat(letter.path("topic").asText()).isEqualTo("hindcast.requests");
    assertThat(letter.path("offset").asLong()).isEqualTo(41);
    assertThat(letter.path("replayedAt").isMissingNode()).isTrue();
    assertThat(get("/v1/dead-letters/" + number).path("content").asText())
        .contains("apiVersion: hindcast/v1");
    assertThat(doctor()).contains("REQUEST_CONFLICT on hindcast.requests");

    HttpResponse<String> answer = send("POST", "/v1/dead-letters/" + number + "/replay", "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(scene.planner.sent(BackfillRequest.class, id)).containsExactly(request);
    send("POST", "/v1/dead-letters/" + number + "/replay", "{}");
    assertThat(scene.planner.sent(BackfillRequest.class, id)).containsExactly(request);
    assertThat(get("/v1/dead-letters/" + number).path("letter").path("replayedAt").asText())
        .isNotBlank();
  }

  @Test
  void whatCannotBeReadIsShownAsThatAndNotDeliveredAgain() throws Exception {
    putAside("poison \0".getBytes(StandardCharsets.UTF_8), "UNREADABLE_" + id);

    JsonNode letter = get("/v1/dead-letters?code=UNREADABLE_" + id).path("letters").get(0);
    long number = letter.path("number").asLong();
    assertThat(get("/v1/dead-letters/" + number).path("content").isMissingNode()).isTrue();

    HttpResponse<String> answer = send("POST", "/v1/dead-letters/" + number + "/replay", "{}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("cannot be delivered again", "Let its sender send it anew");
    assertThat(send("GET", "/v1/dead-letters/999999999", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/dead-letters/x", "").body()).contains("is no number");
  }

  private void putAside(byte[] payload, String code) throws Exception {
    scene.planner.deliver(
        Topics.DEAD_LETTERS,
        DeadLetter.newBuilder()
            .setMeta(
                MessageMeta.stamp(DeadLetter.class, UUID.randomUUID(), id, Instant.EPOCH, null))
            .setTopic(Topics.REQUESTS.name())
            .setPartition(2)
            .setOffset(41)
            .setKey(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.UTF_8)))
            .setPayload(ByteBuffer.wrap(payload))
            .setCode(code)
            .setMessage("It was \0 not good")
            .setService("hindcast.planner")
            .setDeliveryCount(1)
            .setHistory(List.of())
            .build());
  }

  private String doctor() throws Exception {
    for (JsonNode check : get("/v1/doctor").path("checks")) {
      if (check.path("name").asText().equals("dead letters")) {
        assertThat(check.path("ok").asBoolean()).isTrue();
        assertThat(check.path("warning").asBoolean()).isTrue();
        return check.path("detail").asText();
      }
    }
    return "";
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}

package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Topics;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.Secret;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.HttpApi;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PlannerHttpIT {
  private static final String TOKEN = "t0ken";

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

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> control(String action) throws Exception {
    return send(
        "POST", "/v1/backfills/" + id + "/controls", "{\"action\":\"%s\"}".formatted(action));
  }

  /** Said is done, or said to be refused: nothing is accepted that would get lost on its way. */
  @Test
  void whatIntakeWouldRefuseIsRefusedBeforeItIsPromised() throws Exception {
    String spec = scene.yaml(1, 11, "");
    assertRefused(400, "U+0000", submit(id, spec.replace("owner: tests", "owner: \"a\\0b\"")));
    assertRefused(400, "all zeros", submit(new UUID(0, 0), spec));
    assertThat(submit(id, spec).statusCode()).isEqualTo(202);
    scene.planner.deliver(
        Topics.REQUESTS, scene.planner.sent(BackfillRequest.class, id).getFirst());
    assertThat(submit(id, spec).statusCode()).as("the same again").isEqualTo(202);
    assertRefused(409, "exists with another spec", submit(id, scene.yaml(1, 10, "")));
    assertThat(scene.planner.sent(BackfillRequest.class, id)).hasSize(2);

    String controls = "/v1/backfills/" + id + "/controls";
    String reason = "{\"action\":\"PAUSE\",\"reason\":\"%s\"}";
    assertRefused(400, "U+0000", send("POST", controls, reason.formatted("a\\u0000b")));
    assertRefused(
        400, "at most 2,000", send("POST", controls, reason.formatted("x".repeat(2_001))));
    assertRefused(400, "'action' is '5'", send("POST", controls, "{\"action\":5}"));
    assertRefused(400, "'action' is missing", send("POST", controls, "{\"action\":null}"));
    assertRefused(400, "'spec' is missing", send("POST", "/v1/backfills", "{\"spec\":null}"));
    assertRefused(400, "U+0000", send("GET", "/v1/backfills?state=%00", ""));
    assertRefused(400, "U+0000", send("GET", "/v1/backfills/%00", ""));
    assertThat(scene.planner.sent(Control.class, id)).isEmpty();
  }

  private HttpResponse<String> submit(UUID backfillId, String spec) throws Exception {
    String json =
        new ObjectMapper()
            .writeValueAsString(Map.of("backfillId", backfillId.toString(), "spec", spec));
    return send("POST", "/v1/backfills", json);
  }

  private static void assertRefused(int status, String words, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .contains(words)
        .doesNotContain("SQLSTATE", "io.hindcast", "java.", "SELECT");
  }

  @Test
  void aRollbackIsPublishedWhenPossibleAndElseRefusedWithWhatToDo() throws Exception {
    scene.swapping(id);
    HttpResponse<String> early = control("ROLLBACK");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("ILLEGAL_STATE", "cannot be called back");

    scene.answers.swapped(scene.swap(id, 0));
    scene.awaitState(id, "SWAPPED");
    assertThat(control("APPROVE").statusCode()).isEqualTo(409);
    assertThat(control("ROLLBACK").statusCode()).isEqualTo(202);
    assertThat(scene.planner.sent(Control.class, id))
        .extracting(Control::getAction)
        .containsExactly(ControlAction.ROLLBACK);
    scene.control(id, ControlAction.ROLLBACK);
    assertThat(control("ROLLBACK").statusCode()).isEqualTo(202);
    scene.answers.rolledBack(scene.swap(id, 1));
    assertThat(control("APPROVE").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v1/backfills/" + id, "").body())
        .contains("\"state\":\"ROLLED_BACK\"", "\"direction\":\"BACK\"", "\"COMPLETED\"");
  }

  @Test
  void aDryRunOfAPlanWarnsOfTheOverlap() throws Exception {
    scene.submit(id, scene.yaml(1, 11, Scene.AT_ONCE));
    scene.task(id, 0);
    String spec = scene.yaml(9, 15, Scene.AT_ONCE).replace("\n", "\\n");
    HttpResponse<String> plan = send("POST", "/v1/plans", "{\"spec\":\"%s\"}".formatted(spec));

    assertThat(plan.statusCode()).isEqualTo(200);
    assertThat(plan.body())
        .contains("\"severity\":\"WARNING\"", "BACKFILL_OVERLAP", id.toString())
        .contains("20200109, 20200110", "would be rejected");
    scene.control(id, ControlAction.CANCEL);
  }

  @Test
  void statusPoolsAndMetricsSayWhoHasTheSlots() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    scene.planner.parts.measure(metrics);
    scene.submit(
        id, scene.yaml(1, 11, "execution: {parallelism: 2, rowsPerTask: 300}\n  waves: [100%]"));
    scene.task(id, 1);

    assertThat(send("GET", "/v1/backfills/" + id, "").body())
        .contains("\"state\":\"RUNNING\"", "\"pace\":{\"pool\":\"default\"")
        .contains("\"parallelism\":2,\"ceiling\":2,\"granted\":2,\"running\":2")
        .contains("\"phase\":\"OPEN\"");
    assertThat(send("GET", "/v1/pools", "").body())
        .contains("\"pool\":\"default\"", "\"backfillId\":\"" + id, "\"waiting\":");
    assertThat(metrics.get("hindcast.pool.used").tag("pool", "default").gauge().value())
        .isGreaterThanOrEqualTo(2);
    assertThat(metrics.get("hindcast.pool.slots").tag("pool", "default").gauge().value())
        .isEqualTo(1000);
    scene.control(id, ControlAction.CANCEL);
  }

  @Test
  void theJanitorTellsAndActs() throws Exception {
    TableName stray = new TableName("hindcast", Scene.prefix(UUID.randomUUID()) + "g0_shadow");
    scene.planner.warehouse.createLike(stray, new TableName(scene.db, "daily"));

    assertThat(send("GET", "/v1/janitor", "").body())
        .contains("\"dryRun\":true", "{\"action\":\"ORPHAN\",\"table\":\"" + stray);
    assertThat(send("POST", "/v1/janitor", "{}").body()).contains("\"dryRun\":false", "" + stray);
    assertThat(scene.planner.warehouse.storageOf(stray)).isPresent();
    scene.drop(stray);
  }
}

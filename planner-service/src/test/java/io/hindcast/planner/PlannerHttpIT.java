package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.Secret;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.HttpApi;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

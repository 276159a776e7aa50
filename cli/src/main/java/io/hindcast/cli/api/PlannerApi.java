package io.hindcast.cli.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindcast.cli.connection.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The planner's HTTP interface. Every method throws {@link ApiRefused} when the planner says no and
 * {@link ApiUnreachable} when there is no answer.
 */
public final class PlannerApi implements AutoCloseable {
  static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private final JsonHttp http;

  /** Connects when the first request is sent. */
  public PlannerApi(Connection connection) {
    this.http = new JsonHttp(connection);
  }

  /** What the spec would do; nothing is changed. */
  public Reply<Plan> plan(String spec) {
    return one(http.post("/v1/plans", JSON.createObjectNode().put("spec", spec)), Plan.class);
  }

  /** Submits the spec under the id; the same id twice runs once. */
  public JsonNode submit(String spec, UUID backfillId) {
    ObjectNode body = JSON.createObjectNode().put("spec", spec);
    body.put("backfillId", backfillId.toString()).put("origin", "CLI");
    return http.post("/v1/backfills", body);
  }

  /** One backfill as it stands. */
  public Reply<Backfill> backfill(UUID id) {
    return one(http.get("/v1/backfills/" + id), Backfill.class);
  }

  /** Backfills, newest first, of the given state or name where given. */
  public Reply<List<Run>> runs(int limit, Optional<String> state, Optional<String> name) {
    StringBuilder path = new StringBuilder("/v1/backfills?limit=").append(limit);
    state.ifPresent(value -> path.append("&state=").append(encode(value)));
    name.ifPresent(value -> path.append("&name=").append(encode(value)));
    return many(http.get(path.toString()), "backfills", Run.class);
  }

  /** The backfill's tasks in order, those behind {@code after} where given. */
  public Reply<List<TaskRun>> tasks(UUID id, int limit, Map<String, String> query) {
    String more =
        query.entrySet().stream()
            .map(entry -> "&" + entry.getKey() + "=" + encode(entry.getValue()))
            .sorted()
            .collect(Collectors.joining());
    String path = "/v1/backfills/" + id + "/tasks?limit=" + limit + more;
    return many(http.get(path), "tasks", TaskRun.class);
  }

  /** The backfill's audit log, oldest first. */
  public Reply<List<AuditEvent>> events(UUID id) {
    return many(http.get("/v1/backfills/" + id + "/events"), "events", AuditEvent.class);
  }

  /** Asks for a change of course; it is carried out soon after. */
  public JsonNode control(UUID id, String action, Optional<String> reason) {
    return control(id, action, reason, Optional.empty());
  }

  /** Asks for it only as long as the backfill holds the content with this digest. */
  public JsonNode control(
      UUID id, String action, Optional<String> reason, Optional<String> content) {
    ObjectNode body = JSON.createObjectNode().put("action", action);
    reason.ifPresent(text -> body.put("reason", text));
    content.ifPresent(digest -> body.put("content", digest));
    return http.post("/v1/backfills/" + id + "/controls", body);
  }

  /** How many queries of the backfill run in the warehouse now. */
  public int runningQueries(UUID id) {
    return http.get("/v1/backfills/" + id + "/queries").path("running").asInt();
  }

  /** The workers as they are now. */
  public Reply<Fleet> workers() {
    return one(http.get("/v1/workers"), Fleet.class);
  }

  /** Messages that were put aside, newest first. */
  public Reply<DeadLetters> deadLetters(Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return one(http.get("/v1/dead-letters?" + text), DeadLetters.class);
  }

  /** One of them with its message. */
  public Reply<DeadLetters.Shown> deadLetter(long number) {
    return one(http.get("/v1/dead-letters/" + number), DeadLetters.Shown.class);
  }

  /** Has it delivered to its topic again. */
  public JsonNode replayDeadLetter(long number) {
    return http.post("/v1/dead-letters/" + number + "/replay", JSON.createObjectNode());
  }

  /** The pools and who has their slots. */
  public Reply<Pools> pools() {
    return one(http.get("/v1/pools"), Pools.class);
  }

  /** How the planner and what it depends on are doing. */
  public Reply<Examination> doctor() {
    return one(http.get("/v1/doctor"), Examination.class);
  }

  /** What the janitor would do; nothing is changed. */
  public Reply<JanitorReport> janitorDryRun() {
    return one(http.get("/v1/janitor"), JanitorReport.class);
  }

  /** Lets the janitor run at once and waits for its end. */
  public Reply<JanitorReport> janitorRun() {
    return one(http.post("/v1/janitor", JSON.createObjectNode()), JanitorReport.class);
  }

  private static <T> Reply<T> one(JsonNode json, Class<T> type) {
    return new Reply<>(json, JSON.convertValue(Shown.of(json), type));
  }

  private static <T> Reply<List<T>> many(JsonNode json, String field, Class<T> type) {
    List<T> values = new ArrayList<>();
    json.path(field).forEach(node -> values.add(JSON.convertValue(Shown.of(node), type)));
    return new Reply<>(json, List.copyOf(values));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}

package io.hindcast.systemtests.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.services.LocalHindcast;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.codec.MessageMeta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Servers and services on one directory, and what a user does with them. */
public final class RunningSystem implements AutoCloseable {
  /** Long enough for a loaded machine; nothing waits for it to pass. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Set<String> TERMINAL = Set.of("SWAPPED", "FAILED", "CANCELLED", "REJECTED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalStack stack;
  private final LocalHindcast services;
  private final KafkaMessageBus bus;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SwapEvent> swapEvents = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

  private RunningSystem(Path directory) {
    stack = LocalStack.start(StackOptions.in(directory));
    services = LocalHindcast.start(stack, directory.resolve("services"), 2);
    bus = KafkaMessageBus.open(KafkaSettings.of(stack.kafka().bootstrap(), "system-tests"));
    String group = "system-tests-" + UUID.randomUUID();
    bus.subscribe(Topics.SWAP_EVENTS, group, delivery -> swapEvents.add(delivery.message()));
    bus.subscribe(Topics.DEAD_LETTERS, group, delivery -> deadLetters.add(delivery.message()));
  }

  /** Starts everything on a directory, or goes on with what is there. */
  public static RunningSystem start(Path directory) {
    return new RunningSystem(directory);
  }

  /** The services' processes. */
  public LocalHindcast services() {
    return services;
  }

  /** Publishes a request as any program would. */
  public BackfillRequest publish(UUID id, String yaml) {
    BackfillRequest request =
        BackfillRequest.newBuilder()
            .setMeta(
                MessageMeta.stamp(
                    BackfillRequest.class, UUID.randomUUID(), id, Instant.now(), null))
            .setSpecYaml(yaml)
            .setRequestedBy("system tests")
            .setOrigin(RequestOrigin.TOPIC)
            .build();
    publish(request);
    return request;
  }

  /** Publishes a request once more. */
  public void publish(BackfillRequest request) {
    bus.publisher().publish(Topics.REQUESTS, request.getMeta().getBackfillId().toString(), request);
  }

  /** Puts bytes on a topic that are no message. */
  public void poison(String topic, byte[] bytes) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafka().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, "poison", bytes)).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("The broker refused poison for " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the API says of a backfill. */
  public JsonNode status(UUID id) {
    return api("/v1/backfills/" + id);
  }

  /** A page of the API. */
  public JsonNode api(String path) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(services.api().resolve(path))
                .header("Authorization", "Bearer " + services.apiToken())
                .timeout(Duration.ofSeconds(20))
                .build());
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  /** Waits until the backfill has ended, whichever way. */
  public JsonNode awaitEnd(UUID id) {
    return await("the end of " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> status(id), status -> TERMINAL.contains(status.path("state").asText()));
  }

  /** Waits until a query of the backfill's attempts runs in ClickHouse. */
  public void awaitRunningQuery(UUID id) {
    String prefix = "hindcast-" + id.toString().replace("-", "").substring(0, 12);
    awaitSql(
        "SELECT count() FROM system.processes WHERE startsWith(query_id, '" + prefix + "')",
        answer -> !answer.equals("0"));
  }

  /** Waits until a statement's answer is as wanted. */
  public void awaitSql(String statement, Predicate<String> wanted) {
    await(statement)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> sql(statement), wanted);
  }

  /** The completed swaps of a backfill that reached the topic, by distinct event id. */
  public List<SwapEvent> completedSwaps(UUID id) {
    return swapEvents.stream()
        .filter(event -> event.getMeta().getBackfillId().equals(id))
        .filter(event -> event.getOutcome() instanceof SwapCompleted)
        .toList();
  }

  /** Every dead letter so far. */
  public List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** Runs statements in ClickHouse; the last one's answer. */
  public String sql(String... statements) {
    String answer = "";
    for (String statement : statements) {
      HttpResponse<String> response =
          send(
              HttpRequest.newBuilder(URI.create(stack.clickhouse().url()))
                  .header("X-ClickHouse-User", stack.clickhouse().user())
                  .header("X-ClickHouse-Key", stack.clickhouse().password())
                  .timeout(Duration.ofSeconds(60))
                  .POST(HttpRequest.BodyPublishers.ofString(statement))
                  .build());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
      answer = response.body().strip();
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    bus.close();
    services.close();
    stack.close();
  }
}

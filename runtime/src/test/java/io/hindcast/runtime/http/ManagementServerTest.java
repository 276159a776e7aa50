package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.health.HealthChecks;
import io.hindcast.runtime.metrics.ServiceMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
  private final EventLoops loops = EventLoops.start();
  private final ServiceMetrics metrics = new ServiceMetrics("tested");
  private final HealthChecks health = new HealthChecks();
  private final ManagementServer server =
      ManagementServer.start(loops, new ManagementConfig("127.0.0.1", 0), health, metrics);
  private final HttpClient client = HttpClient.newHttpClient();

  private volatile String problem = "";

  @AfterEach
  void stop() {
    client.close();
    server.close();
    loops.close();
    metrics.close();
  }

  @Test
  void readinessFollowsTheChecks() throws Exception {
    health.ready("warehouse", () -> Optional.of(problem).filter(p -> !p.isEmpty()));
    assertThat(read("/health/ready").statusCode()).isEqualTo(200);

    problem = "Connection refused";
    HttpResponse<String> down = read("/health/ready");

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body()).contains("\"status\":\"DOWN\"", "\"warehouse\":\"Connection refused\"");
    assertThat(read("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void exposesMetricsForPrometheus() throws Exception {
    metrics.registry().counter("hindcast.things").increment();

    assertThat(read("/metrics").body())
        .contains("hindcast_things_total{service=\"tested\"} 1.0", "jvm_memory_used_bytes");
  }

  private HttpResponse<String> read(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}

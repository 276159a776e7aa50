package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.testing.WarehouseContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The tables are on a named node, so that the way there and back is part of every promise. */
class ClickHouseWarehouseIT extends WarehouseContract {
  private static final String NODE = "shard1";

  private static JdbcSession beside;
  private static Warehouse warehouse;

  @BeforeAll
  static void connect() {
    LocalClickHouse server = SharedServers.clickhouse();
    ClickHouseConfig config =
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
    LocalClickHouse other = SharedServers.secondClickhouse();
    beside = new JdbcSession(config);
    warehouse =
        RoutingWarehouse.over(
            List.of(
                ClickHouseConfig.of(URI.create(other.url()), other.user(), other.password()),
                config.named(NODE)));
  }

  @AfterAll
  static void disconnect() {
    warehouse.close();
    beside.close();
  }

  @Override
  public Warehouse warehouse() {
    return warehouse;
  }

  @Override
  public String nodeName() {
    return NODE;
  }

  @Override
  public void execute(String sql) {
    beside.execute("Test statement", Command.of(local(sql)));
  }

  @Override
  public void asSomebodyElse(String sql) {
    LocalClickHouse server = SharedServers.clickhouse();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url()))
            .header("X-ClickHouse-User", server.user())
            .header("X-ClickHouse-Key", server.password())
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String text(String sql) {
    return beside
        .query("Test query", ErrorCode.INTERNAL, Command.of(local(sql)), row -> row.getString(1))
        .getFirst();
  }
}

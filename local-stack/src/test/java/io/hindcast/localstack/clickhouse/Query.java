package io.hindcast.localstack.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends statements over HTTP, the way a client library does. */
public record Query(String url, String user, String password) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public static Query to(LocalClickHouse server) {
    return new Query(server.url(), server.user(), server.password());
  }

  /** The answer, or the server's error text. */
  public String run(String sql) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
  }
}

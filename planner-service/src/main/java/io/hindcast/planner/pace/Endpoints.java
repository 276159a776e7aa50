package io.hindcast.planner.pace;

import io.hindcast.core.pace.Observation.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks throttle endpoints: plain GET requests, without credentials; redirections are no answer. */
final class Endpoints implements AutoCloseable {
  private static final int GO = 200;

  private @Nullable HttpClient http;

  /** 200 is a go; anything else, also silence, is not. */
  Answer ask(String endpoint, Duration max) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint)).timeout(max).GET().build();
      int status = client().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new Answer.Said(status == GO ? 0 : 1, 0, "answers %d".formatted(status));
    } catch (IOException | IllegalArgumentException e) {
      return new Answer.Silent("%s does not answer: %s".formatted(endpoint, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Silent("interrupted");
    }
  }

  /** Made when somebody is asked for the first time: it has threads of its own. */
  private synchronized HttpClient client() {
    HttpClient client = http;
    if (client == null) {
      client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
      http = client;
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
    }
  }
}

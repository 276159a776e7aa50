package io.hindcast.planner.pace;

import io.hindcast.core.pace.Observation.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks throttle endpoints: plain GET requests, without credentials; redirections are no answer. */
final class Endpoints implements AutoCloseable {
  private static final int GO = 200;

  private @Nullable HttpClient http;

  /** 200 is a go; anything else, also silence, is not. */
  Answer ask(String endpoint, Duration max) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint)).timeout(max).GET().build();
      int status = status(request, max);
      return new Answer.Said(status == GO ? 0 : 1, 0, "answers %d".formatted(status));
    } catch (TimeoutException e) {
      return new Answer.Silent("%s does not answer within %s".formatted(endpoint, max));
    } catch (ExecutionException e) {
      return new Answer.Silent("%s does not answer: %s".formatted(endpoint, e.getCause()));
    } catch (IllegalArgumentException e) {
      return new Answer.Silent("%s does not answer: %s".formatted(endpoint, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Silent("interrupted");
    }
  }

  /**
   * The request's own timeout ends at the headers, so the body is never waited for, and the wait
   * has an end of its own.
   */
  private int status(HttpRequest request, Duration max)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<Void>> answer =
        client().sendAsync(request, headers -> new HeadersOnly());
    try {
      return answer.get(max.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } finally {
      answer.cancel(true);
    }
  }

  /** Is done as soon as the body begins, and takes nothing of it. */
  private static final class HeadersOnly implements HttpResponse.BodySubscriber<Void> {
    @Override
    public CompletionStage<Void> getBody() {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
      body.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
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
      http.shutdownNow(); // Whoever still drips is not waited for.
    }
  }
}

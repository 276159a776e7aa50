package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Vert.x from a blocking thread. */
final class Futures {
  private Futures() {}

  static <T> T await(String what, Future<T> future, long time, TimeUnit unit) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(time, unit);
    } catch (ExecutionException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL, "%s failed: %s".formatted(what, e.getCause()), e);
    } catch (TimeoutException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL, "%s took more than %d %s".formatted(what, time, unit), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(ErrorCode.INTERNAL, what + " was interrupted", e);
    }
  }
}

package io.hindcast.relay.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lines that come one by one, as from a client that has no more yet; fast once it is over. */
final class SlowRows extends InputStream {
  private final int rows;
  private final IntFunction<String> line;
  private final Duration pace;
  private final CountDownLatch over;
  private int next;

  SlowRows(int rows, IntFunction<String> line, Duration pace, CountDownLatch over) {
    this.rows = rows;
    this.line = line;
    this.pace = pace;
    this.over = over;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == rows) {
      return -1;
    }
    await();
    byte[] bytes = (line.apply(next++) + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new IOException("A row of %d bytes, room for %d".formatted(bytes.length, length));
    }
    System.arraycopy(bytes, 0, buffer, offset, bytes.length);
    return bytes.length;
  }

  private void await() throws InterruptedIOException {
    try {
      boolean hurry = over.await(pace.toMillis(), TimeUnit.MILLISECONDS);
      if (hurry) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("Rows are read as a whole");
  }
}

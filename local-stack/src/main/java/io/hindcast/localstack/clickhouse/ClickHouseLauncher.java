package io.hindcast.localstack.clickhouse;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Main of the JVM that becomes a ClickHouse server: {@code <library> <directory> <http port> <tcp
 * port> <configuration file>}. The engine runs a query that reads a FIFO for as long as the server
 * lives; the shutdown hook closes the FIFO, which ends the server cleanly. One server per JVM: the
 * library cannot be started twice.
 */
public final class ClickHouseLauncher {
  private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");
  private static final int ERROR_MESSAGE_OFFSET = 48;
  private static final long STACK_BYTES = 64L << 20;
  private static final int FAILED = 1;
  private static final int OWNER_ONLY = 0600;

  /**
   * Longer than the log tables' flush interval; inserts are on disk before they are acknowledged.
   */
  private static final long STOP_SECONDS = 2;

  private final NativeLibrary library;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable String error;

  private ClickHouseLauncher(NativeLibrary library) {
    this.library = library;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    NativeLibrary library = NativeLibrary.getInstance(args[0]);
    // Must come first: otherwise ClickHouse takes SIGSEGV from the JVM, which needs it for null
    // checks.
    library.getFunction("chdb_set_signal_handlers_enabled").invokeVoid(new Object[] {0});
    Path directory = Path.of(args[1]);
    Path fifo = directory.resolve("keepalive");
    new ClickHouseLauncher(library)
        .serve(fifo, arguments(directory, args[2], args[3], args[4], fifo));
  }

  private void serve(Path fifo, List<String> arguments) throws IOException, InterruptedException {
    // Opened for reading too, so that opening does not wait for the reader.
    RandomAccessFile keepAlive = new RandomAccessFile(created(fifo).toFile(), "rw");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keepAlive), "stop"));
    Thread engine = new Thread(null, () -> run(arguments), "clickhouse", STACK_BYTES);
    engine.setDaemon(true);
    engine.start();
    stopped.await();
    if (error != null) {
      System.err.println("ClickHouse ended: " + error);
      System.exit(FAILED);
    }
  }

  private static Path created(Path fifo) throws IOException {
    Files.deleteIfExists(fifo);
    int code = LIBC.getFunction("mkfifo").invokeInt(new Object[] {fifo.toString(), OWNER_ONLY});
    if (code != 0) {
      throw new IOException("Cannot create the FIFO " + fifo);
    }
    return fifo;
  }

  private void run(List<String> arguments) {
    try {
      StringArray words = new StringArray(arguments.toArray(String[]::new));
      Object[] call = {arguments.size(), words};
      Pointer result = library.getFunction("query_stable_v2").invokePointer(call);
      Pointer message = result.getPointer(ERROR_MESSAGE_OFFSET);
      error = message == null ? null : message.getString(0);
    } finally {
      stopped.countDown();
    }
  }

  /**
   * Clients' idle connections keep the engine from stopping, so it is not waited for to the end.
   */
  private void stop(RandomAccessFile keepAlive) {
    try {
      keepAlive.close();
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Connections are open after " + STOP_SECONDS + " s, so they are cut");
        // Not an exit of the JVM: that destroys objects which the engine's threads still use.
        LIBC.getFunction("_exit").invokeVoid(new Object[] {0});
      }
    } catch (IOException e) {
      System.err.println("Cannot close the FIFO: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> arguments(
      Path directory, String httpPort, String tcpPort, String configuration, Path fifo) {
    return List.of(
        "clickhouse",
        "--path=" + directory.resolve("data"),
        "--http_port=" + httpPort,
        "--tcp_port=" + tcpPort,
        "--listen_host=127.0.0.1",
        "--config-file=" + configuration,
        "--multiquery",
        "--query="
            + """
            SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;
            SELECT count() FROM file('%s', 'LineAsString', 'line String')
            SETTINGS storage_file_read_method = 'read' FORMAT Null\
            """
                .formatted(fifo));
  }
}

package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A throttle's endpoint that never comes to an end of its answer. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class DrippingEndpointIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void keepsNobodyElsesThrottleFromHolding() throws IOException {
    Sales dripping = Sales.create(STACK.clickhouse(), "dripping");
    Sales held = Sales.create(STACK.clickhouse(), "held");
    Sales free = Sales.create(STACK.clickhouse(), "freely");
    STACK
        .clickhouse()
        .script(
            """
            CREATE TABLE held.stop (why String) ENGINE = MergeTree ORDER BY why;
            INSERT INTO held.stop VALUES ('it is busy');
            """);
    try (Dripper slow = new Dripper("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        Dripper slower = new Dripper("HTTP/1.1 200 OK\r\nX-Never: ")) {
      UUID first = request(dripping, "endpoint: %s".formatted(slow.address()));
      UUID never =
          STACK
              .backfills()
              .request(
                  throttled(
                      Sales.create(STACK.clickhouse(), "silent"), "endpoint: " + slower.address()));
      UUID second = request(held, "query: SELECT count() FROM held.stop");
      assertThat(STACK.backfills().end(first).state()).isEqualTo("SWAPPED");

      Backfill waiting =
          STACK
              .backfills()
              .until(
                  second,
                  it -> it.pace() != null && String.valueOf(it.pace().hold()).contains("query"));
      assertThat(waiting.state()).isEqualTo("RUNNING");
      UUID third = request(free, "merges: 1000000");
      assertThat(STACK.backfills().end(third).state()).isEqualTo("SWAPPED");
      assertThat(held.found(STACK.clickhouse())).isNotEqualTo(held.expected(STACK.clickhouse()));
      assertThat(STACK.api().doctor().value().checks())
          .filteredOn(check -> check.name().equals("pace"))
          .singleElement()
          .satisfies(check -> assertThat(check.ok()).as(check.detail()).isTrue());

      STACK.clickhouse().execute("TRUNCATE TABLE held.stop");
      assertThat(STACK.backfills().end(second).state()).isEqualTo("SWAPPED");
      assertThat(STACK.backfills().find(never).orElseThrow().state())
          .as("whose endpoint has said nothing yet")
          .isEqualTo("RUNNING");
    }
  }

  private static UUID request(Sales sales, String throttle) {
    return STACK.backfills().request(throttled(sales, throttle));
  }

  private static String throttled(Sales sales, String throttle) {
    return sales
        .spec()
        .replace("  execution:", "  pacing: {throttle: {%s}}\n  execution:".formatted(throttle));
  }

  /** Answers everybody with a beginning, and then with a byte a second. */
  private static final class Dripper implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final String beginning;

    Dripper(String beginning) throws IOException {
      this.beginning = beginning;
      Thread unused = Thread.ofVirtual().start(this::accept);
    }

    String address() {
      return "http://127.0.0.1:%d/".formatted(server.getLocalPort());
    }

    private void accept() {
      try {
        while (closed.getCount() > 0) {
          Socket caller = server.accept();
          open.add(caller);
          Thread unused = Thread.ofVirtual().start(() -> drip(caller));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private void drip(Socket caller) {
      try {
        caller.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        do {
          caller.getOutputStream().write('x');
          caller.getOutputStream().flush();
        } while (!closed.await(1, TimeUnit.SECONDS));
      } catch (IOException e) {
        // The caller has had enough.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws IOException {
      closed.countDown();
      server.close();
      for (Socket caller : open) {
        caller.close();
      }
    }
  }
}

package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapState;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.Signal;
import io.hindcast.relay.swap.CrashPoint.Moment;
import io.hindcast.schemas.SwapRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes on one store: one stands still in the middle of a swap, the other takes over. */
@Timeout(240)
class TwoRelaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TOUCHED = 3;
  private static final List<Integer> ARRIVING = List.of(4);
  private static final CrashPoint NEVER = new CrashPoint("NEVER", Moment.BEFORE);

  @TempDir private Path directory;

  /** SIGKILL ends it; SIGSTOP makes it a sleeper that goes on when it is no longer expected. */
  enum Blow {
    KILL,
    STOP
  }

  @ParameterizedTest
  @CsvSource({
    "CLONING, AFTER, KILL",
    "EXCHANGING, AFTER, KILL",
    "EXCHANGING, BEFORE, STOP",
    "MOVING_LATE, BEFORE, STOP"
  })
  void theOtherTakesOver(String step, Moment moment, Blow blow) {
    CrashPoint point = new CrashPoint(step, moment);
    try (Database database = SwapFixture.migrated();
        SwapFixture fixture = new SwapFixture(database, 6, 20);
        SwapFixture elsewhere = new SwapFixture(database, 6, 20);
        ChildProcess first = start(fixture, point, "first")) {
      SwapRequest request = fixture.request(TOUCHED, 2, Strategy.EXCHANGE);
      fixture.store.add(SwapOrder.of(request, "hindcast"));
      SwapProcess.awaitStandstill(first, point);
      try (ChildProcess second = start(elsewhere, NEVER, "second")) {
        swapElsewhere(elsewhere);
        strike(first, blow);
        fixture.awaitEnd(SwapRequests.swapId(request));
        if (blow == Blow.STOP) {
          wake(first);
        }
        assertThat(second.isAlive()).isTrue();
        check(fixture, request, point);
      }
    }
  }

  private ChildProcess start(SwapFixture fixture, CrashPoint point, String name) {
    return SwapProcess.start(fixture, ARRIVING, point, directory.resolve(name + ".log"));
  }

  /** The second works on the same store while the first one holds its target. */
  private static void swapElsewhere(SwapFixture elsewhere) {
    SwapRequest request = elsewhere.request(TOUCHED, 2, Strategy.EXCHANGE);
    elsewhere.store.add(SwapOrder.of(request, "hindcast"));
    elsewhere.awaitEnd(SwapRequests.swapId(request));
  }

  private static void strike(ChildProcess relay, Blow blow) {
    switch (blow) {
      case KILL -> relay.kill();
      case STOP -> Signal.send("STOP", relay.handle());
    }
  }

  /** It finds that its lease is gone, and keeps its hands off. */
  private static void wake(ChildProcess relay) {
    SwapProcess.goOn(relay);
    Signal.send("CONT", relay.handle());
    Awaitility.await("the sleeper gives up")
        .atMost(PATIENCE)
        .until(() -> SwapProcess.says(relay, "another relay goes on"));
  }

  private static void check(SwapFixture fixture, SwapRequest request, CrashPoint point) {
    UUID swapId = SwapRequests.swapId(request);
    assertThat(fixture.store.find(swapId)).get().isInstanceOf(SwapState.Completed.class);
    assertThat(fixture.events(request.getMeta().getBackfillId())).as("%s", point).hasSize(1);
    assertThat(fixture.versions(WriteLedger.FIRST_ID)).containsExactly("1\t60\t60", "2\t60\t60");
    new Arrivals(fixture.target, ARRIVING, 0).assertEachIsThereOnce();
    ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(fixture.target));
  }
}

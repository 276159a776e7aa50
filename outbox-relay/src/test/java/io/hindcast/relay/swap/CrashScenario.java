package io.hindcast.relay.swap;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.schemas.SwapRequest;
import java.util.List;
import java.util.stream.Stream;

/** Swaps that together pass through every step there is. */
enum CrashScenario {
  /** All partitions at once; the shadow was merged after the verdict. */
  EXCHANGE("4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      SwapRequest request = fixture.request(TOUCHED, 2, Strategy.EXCHANGE);
      ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(shadow(request)));
      return request;
    }
  },

  /** Partition by partition. */
  REPLACE("4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      return fixture.request(TOUCHED, 2, Strategy.REPLACE);
    }
  },

  /** The shadow is not what the verdict was about. */
  REFUSED("4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      SwapRequest request = fixture.request(TOUCHED, 2, Strategy.EXCHANGE);
      ClickHouseSql.execute("INSERT INTO %s VALUES (1, 99, 3)".formatted(shadow(request)));
      return request;
    }
  },

  /** Taken back, with rows that were written since and are still being written. */
  ROLLBACK("1,4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      SwapRequest done = fixture.request(TOUCHED, 2, Strategy.EXCHANGE);
      fixture.swap(runner, done);
      since(fixture);
      return SwapRequests.undoing(done);
    }
  },

  /** Taken back partition by partition. */
  REPLACE_BACK("4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      SwapRequest done = fixture.request(TOUCHED, 2, Strategy.REPLACE);
      fixture.swap(runner, done);
      since(fixture);
      return SwapRequests.undoing(done);
    }
  },

  /** Forward, with rows of touched partitions that are carried. */
  CARRY("1,4") {
    @Override
    SwapRequest prepare(SwapFixture fixture, SwapRunner runner) {
      SwapRequest request = fixture.carrying(TOUCHED, 2);
      since(fixture);
      return request;
    }
  };

  static final int PARTITIONS = 6;
  static final int TOUCHED = 3;
  static final int ROWS = 20;
  private static final int EARLIER_WRITER = 500;

  private final String arriving;

  CrashScenario(String arriving) {
    this.arriving = arriving;
  }

  /** What is to be asked for; swaps that have to come before are done. */
  abstract SwapRequest prepare(SwapFixture fixture, SwapRunner runner);

  /** Partitions of the target that others write into at each step. */
  List<Integer> arriving() {
    return Stream.of(arriving.split(",", -1)).map(Integer::valueOf).toList();
  }

  /** Rows in a touched and in another partition. */
  private static void since(SwapFixture fixture) {
    new Arrivals(fixture.target, List.of(1, 4), EARLIER_WRITER).come();
  }

  private static String shadow(SwapRequest request) {
    return SwapRequests.table(request.getShadowTable()).toString();
  }
}

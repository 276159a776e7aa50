package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.runtime.config.HttpLimits;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one caller takes up, the others still have. */
@Timeout(60)
class HttpLimitsTest {
  private static final int BUDGET = 1000;

  private final LimitedApi server =
      new LimitedApi(
          new HttpLimits(
              new HttpLimits.Connections(1_000, 8), LimitedApi.PATIENT, LimitedApi.FEW, BUDGET));

  @AfterEach
  void stop() {
    server.close();
  }

  private RawCaller send(String methodAndPath, int length, String body) throws IOException {
    return server
        .call()
        .say(
            methodAndPath + " HTTP/1.1",
            LimitedApi.HOST,
            "Content-Length: " + length,
            LimitedApi.TOKEN,
            "",
            body);
  }

  @Test
  void plansOverTheBoundAreToldToWaitAndNothingElseIs() throws IOException {
    try (RawCaller first = send("POST /v1/plans", 1, "x")) {
      await().until(() -> server.begun.get() == 1);
      try (RawCaller second = send("POST /v1/plans", 1, "x")) {
        assertThat(second.until("try later\"}"))
            .startsWith("HTTP/1.1 429 ")
            .containsIgnoringCase("Retry-After: 5");
      }
      assertThat(server.answer("GET /v1/now")).startsWith("HTTP/1.1 200 ");
      try (RawCaller write = send("POST /v1/echo", 1, "x")) {
        assertThat(write.until("\"x\"")).startsWith("HTTP/1.1 200 ");
      }
      server.go.countDown();
      assertThat(first.until("[\"late\"]")).startsWith("HTTP/1.1 200 ");
    }
    assertThat(server.free(Route.Kind.PLAN)).isEqualTo(1);
  }

  @Test
  void aPlanWhoseCallerLeavesIsInterruptedAndItsPermitIsFree() throws Exception {
    try (RawCaller caller = send("POST /v1/plans", 3, "abc")) {
      await().until(() -> server.begun.get() == 1);
      assertThat(server.free(Route.Kind.PLAN)).isZero();
      assertThat(server.held()).isEqualTo(3);
      caller.leave();
    }

    server.interrupted.await();
    await().until(() -> server.free(Route.Kind.PLAN) == 1);
    await().until(() -> server.held() == 0);
    await()
        .until(
            () -> server.meters.find("hindcast.http.calls").tag("status", "499").timer() != null);
  }

  @Test
  void aWriteWhoseCallerLeavesEndsWhatItHasBegun() throws Exception {
    try (RawCaller caller = send("POST /v1/slow", 1, "x")) {
      await().until(() -> server.begun.get() == 1);
      caller.leave();
    }
    await().until(() -> server.api.listener().connections() == 0);
    server.go.countDown();

    await().until(() -> server.free(Route.Kind.WRITE) == 2);
    assertThat(server.interrupted.getCount()).isEqualTo(1);
  }

  @Test
  void healthIsAnsweredWhenAllReadsAreTaken() throws IOException {
    try (RawCaller first = server.call("GET /v1/slow");
        RawCaller second = server.call("GET /v1/slow")) {
      await().until(() -> server.begun.get() == 2);

      assertThat(server.answer("GET /v1/now"))
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("Retry-After: 1");
      assertThat(server.answer("GET /health")).startsWith("HTTP/1.1 200 ");
      first.leave();
      second.leave();
    }
    await().until(() -> server.free(Route.Kind.READ) == 2);
  }

  @Test
  void aDefectGivesItsPermitBack() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(server.answer("GET /v1/defect")).startsWith("HTTP/1.1 500 ");
    }
    assertThat(server.free(Route.Kind.READ)).isEqualTo(2);
  }

  @Test
  void bodiesShareABudgetThatAbortedOnesGiveBack() throws IOException {
    try (RawCaller first = send("POST /v1/echo", 950, "x".repeat(900))) {
      await().until(() -> server.held() == 900);

      try (RawCaller second = send("POST /v1/echo", 200, "y".repeat(200))) {
        assertThat(second.until("try later\"}"))
            .startsWith("HTTP/1.1 503 ")
            .containsIgnoringCase("Retry-After: 1");
      }
      assertThat(server.held()).isEqualTo(900);
      first.leave();
    }
    await().until(() -> server.held() == 0);
    try (RawCaller third = send("POST /v1/echo", 200, "z".repeat(200))) {
      assertThat(third.until("zz\"")).startsWith("HTTP/1.1 200 ");
    }
    await().until(() -> server.held() == 0);
  }

  @Test
  void aChunkedBodyIsCountedAsItComes() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say(
          "POST /v1/echo HTTP/1.1",
          LimitedApi.HOST,
          "Transfer-Encoding: chunked",
          LimitedApi.TOKEN,
          "",
          "");
      caller.say("1f4", "x".repeat(500), "1f5", "x".repeat(501), "0", "", "");

      assertThat(caller.until("try later\"}")).startsWith("HTTP/1.1 503 ");
    }
    await().until(() -> server.held() == 0);
  }

  @Test
  void connectionsOverTheBoundAreClosed() throws IOException {
    RawCaller[] callers = new RawCaller[8];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = server.call("GET /v1/now");
      callers[i].until("[\"now\"]");
    }
    try (RawCaller further = server.call()) {
      assertThat(further.untilClosed()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
    }
    for (RawCaller caller : callers) {
      caller.close();
    }
    await().until(() -> server.api.listener().connections() == 0);
    assertThat(server.answer("GET /v1/now")).startsWith("HTTP/1.1 200 ");
  }
}

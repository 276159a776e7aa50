package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.runtime.config.HttpLimits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each wait has an end of its own, which a byte now and then does not move. */
@Timeout(60)
class HttpTimeoutsTest {
  private static final Duration LONG = LimitedApi.LONG;
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(30);

  private LimitedApi server = new LimitedApi(HttpLimits.DEFAULT);

  @AfterEach
  void stop() {
    server.close();
  }

  private void within(Duration header, Duration body, Duration answer, Duration idle) {
    server.close();
    server =
        new LimitedApi(
            new HttpLimits(
                LimitedApi.MANY,
                new HttpLimits.Timeouts(header, body, answer, idle),
                LimitedApi.FEW,
                1 << 20));
  }

  @Test
  void aHeaderThatDripsIsEnded() throws IOException {
    within(SHORT, LONG, LONG, LONG);
    try (RawCaller caller = server.call()) {
      caller.say("GET /health HTTP/1.1", LimitedApi.HOST, "X-Slow: ");

      assertThat(dripUntilClosed(caller)).startsWith("HTTP/1.1 408 ");
    }
    try (RawCaller silent = server.call()) {
      assertThat(silent.untilClosed()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void soIsTheHeaderOfALaterRequest() throws IOException {
    within(SHORT, LONG, LONG, LONG);
    try (RawCaller caller = server.call("GET /v1/now")) {
      caller.until("[\"now\"]");
      assertThat(caller.hearsNothingFor(SHORT.multipliedBy(3))).isTrue();
      caller.say("GET /health HTTP/1.1", LimitedApi.HOST, "X-Slow: ");

      assertThat(dripUntilClosed(caller)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aBodyThatDripsIsEndedAndItsBytesAreGivenBack() throws IOException {
    within(LONG, SHORT, LONG, LONG);
    try (RawCaller caller = server.call()) {
      caller.say(
          "POST /v1/echo HTTP/1.1",
          LimitedApi.HOST,
          "Content-Length: 100000",
          LimitedApi.TOKEN,
          "",
          "begun");

      assertThat(dripUntilClosed(caller)).startsWith("HTTP/1.1 408 ");
    }
    await().until(() -> server.held() == 0);
  }

  @Test
  void anIdleConnectionIsEnded() throws IOException {
    within(LONG, LONG, LONG, SHORT);
    try (RawCaller caller = server.call("GET /v1/now")) {
      caller.until("[\"now\"]");

      assertThat(caller.untilClosed()).isEmpty();
    }
  }

  @Test
  void theWorkOnACallIsNotCutByAnyOfThem() throws IOException {
    within(SHORT, SHORT, SHORT, SHORT);
    try (RawCaller caller = server.call("GET /v1/slow")) {
      assertThat(caller.hearsNothingFor(SHORT.multipliedBy(4))).isTrue();
      server.go.countDown();

      assertThat(caller.until("[\"late\"]")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void anAnswerThatIsNotTakenEndsTheConnection() throws IOException {
    within(LONG, LONG, SHORT, LONG);
    try (RawCaller caller = server.call("GET /v1/much")) {
      await().until(() -> server.meters.find("hindcast.http.calls").timer() != null);

      await().until(() -> server.api.listener().connections() == 0);
      assertThat(caller.untilClosed().length()).isLessThan(1 << 25);
    }
  }

  /** A byte at a time, each long before the limit. */
  private static String dripUntilClosed(RawCaller caller) throws IOException {
    while (caller.hearsNothingFor(BETWEEN_BYTES)) {
      caller.say("x");
    }
    return caller.untilClosed();
  }
}

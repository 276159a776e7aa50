package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.runtime.config.HttpLimits;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a caller without the token is kept, and guessing is seen and slow. */
@Timeout(60)
class HttpAuthenticationTest {
  private static final int MEBIBYTE = 1 << 20;

  private final LimitedApi server = new LimitedApi(HttpLimits.DEFAULT);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /health", "PUT /health", "POST /v1/echo", "POST //health"})
  void isAnsweredBeforeABodyComes(String methodAndPath) throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say(
          methodAndPath + " HTTP/1.1",
          LimitedApi.HOST,
          "Content-Length: 2000000",
          "Expect: 100-continue",
          "",
          "");

      assertThat(caller.until("http.token>'\"}"))
          .startsWith("HTTP/1.1 401 ")
          .doesNotContain("100 Continue");
      caller.send(new byte[MEBIBYTE]);
      assertThat(server.held()).isZero();
    }
  }

  @Test
  void theBodyOfAHealthCheckIsNotKept() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say("GET /health HTTP/1.1", LimitedApi.HOST, "Content-Length: 2000000", "", "");

      assertThat(caller.until("\"UP\"}")).startsWith("HTTP/1.1 200 ");
      caller.send(new byte[MEBIBYTE]);
      assertThat(server.held()).isZero();
    }
  }

  @Test
  void whatComesAfterARefusalEndsTheConnection() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say("POST /health HTTP/1.1", LimitedApi.HOST, "Content-Length: 200000000", "", "");
      caller.until("http.token>'\"}");

      boolean open = true;
      for (int sent = 0; open && sent < 190; sent++) {
        open = sends(caller);
      }
      assertThat(open).isFalse();
    }
  }

  private static boolean sends(RawCaller caller) {
    try {
      caller.send(new byte[MEBIBYTE]);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void otherMethodsOnHealthNeedTheTokenAndDoNotExist() throws IOException {
    assertThat(server.answer("POST /health")).startsWith("HTTP/1.1 405 ");
    assertThat(server.answer("DELETE /health")).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void theRightTokenPassesThoughItsAddressHasGuessedOften() throws IOException {
    for (int i = 0; i <= FailedLogins.FREE_FAILURES; i++) {
      try (RawCaller caller = server.call()) {
        caller.say("GET /v1/now HTTP/1.1", LimitedApi.HOST, "Authorization: Bearer wrong", "", "");
        assertThat(caller.until("http.token>'\"}")).startsWith("HTTP/1.1 401 ");
      }
    }
    assertThat(server.answer("GET /v1/now")).startsWith("HTTP/1.1 200 ");
    assertThat(server.meters.get("hindcast.failed.logins").counter().count())
        .isEqualTo(FailedLogins.FREE_FAILURES + 1);
  }

  @Test
  void aGuesserThatLeavesBeforeItsAnswerIsForgotten() throws IOException {
    for (int i = 0; i <= FailedLogins.FREE_FAILURES + 1; i++) {
      try (RawCaller caller = server.call()) {
        caller.say("GET /v1/now HTTP/1.1", LimitedApi.HOST, "Authorization: Bearer wrong", "", "");
      }
    }
    await().until(() -> server.api.listener().connections() == 0);
    assertThat(server.answer("GET /v1/now")).startsWith("HTTP/1.1 200 ");
  }
}

package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.runtime.config.HttpLimits;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a proxy in front could see another end of a request than the server does. */
@Timeout(60)
class HttpFramingTest {
  private final LimitedApi server = new LimitedApi(HttpLimits.DEFAULT);

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<List<String>> ambiguous() {
    return Stream.of(
        List.of(
            "POST /v1/echo HTTP/1.1",
            LimitedApi.HOST,
            "Content-Length: 5",
            "Transfer-Encoding: chunked"),
        List.of("POST /v1/echo HTTP/1.0", "Content-Length: 5", "Transfer-Encoding: chunked"),
        List.of("POST /v1/echo HTTP/1.0", "Transfer-Encoding: chunked"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: chunked, xchunked"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: xchunked, chunked"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: gzip, chunked"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: identity"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: chunked, identity"),
        List.of("POST /v1/echo HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: xchunked"),
        List.of("GET /health HTTP/1.1", LimitedApi.HOST, "Transfer-Encoding: gzip"),
        List.of(
            "POST /v1/echo HTTP/1.1",
            LimitedApi.HOST,
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked"));
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void isRefusedAndNothingAfterItIsAnswered(List<String> request) throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say(request.toArray(String[]::new)).say("", LimitedApi.TOKEN, "", "");
      caller.say("0", "", "GET /v1/now HTTP/1.1", LimitedApi.HOST, LimitedApi.TOKEN, "", "");

      assertThat(caller.untilClosed())
          .matches("(?s)HTTP/1\\.[01] 400 .*")
          .containsOnlyOnce("HTTP_400")
          .doesNotContain("now", "200 OK");
    }
  }

  @Test
  void oneChunkedBodyIsReadToItsEnd() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say(
          "POST /v1/echo HTTP/1.1",
          LimitedApi.HOST,
          "Transfer-Encoding: Chunked",
          LimitedApi.TOKEN,
          "",
          "");
      caller.say("3", "abc", "2", "de", "0", "", "");

      assertThat(caller.until("\"abcde\"")).startsWith("HTTP/1.1 200 ");
      assertThat(
              caller
                  .say("GET /v1/now HTTP/1.1", LimitedApi.HOST, LimitedApi.TOKEN, "", "")
                  .until("[\"now\"]"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void anUpgradeToHttp2IsNotMade() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say(
          "GET /health HTTP/1.1",
          LimitedApi.HOST,
          "Connection: Upgrade, HTTP2-Settings",
          "Upgrade: h2c",
          "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
          "",
          "");

      assertThat(caller.until("\"UP\"}")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void http2WithoutAskingIsRefused() throws IOException {
    try (RawCaller caller = server.call()) {
      caller.say("PRI * HTTP/2.0", "", "SM", "", "");

      assertThat(caller.untilClosed()).contains(" 501 Not Implemented");
    }
  }
}

package io.hindcast.planner.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.hindcast.core.pace.Observation.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Endpoints that never come to an end. The sockets stay open until each test is over. */
class EndpointsTest {
  private static final Duration TEST_MAX = Duration.ofSeconds(30);

  @Test
  void doesNotWaitForABodyThatNeverEnds() {
    Answer answer =
        ask("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx", Duration.ofSeconds(20));

    assertThat(answer).isEqualTo(new Answer.Said(0, 0, "answers 200"));
  }

  @Test
  void givesUpOnHeadersThatNeverEnd() {
    Answer answer = ask("HTTP/1.1 200 OK\r\nX: ", Duration.ofMillis(300));

    assertThat(answer).isInstanceOf(Answer.Silent.class);
  }

  private static Answer ask(String said, Duration max) {
    return assertTimeoutPreemptively(
        TEST_MAX,
        () -> {
          try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = Thread.ofVirtual().start(() -> speak(server, said));
            try (Endpoints endpoints = new Endpoints()) {
              return endpoints.ask("http://127.0.0.1:%d/".formatted(server.getLocalPort()), max);
            } finally {
              speaker.interrupt();
            }
          }
        });
  }

  private static void speak(ServerSocket server, String said) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The test is over: its client or its server has closed the connection.
    }
  }
}

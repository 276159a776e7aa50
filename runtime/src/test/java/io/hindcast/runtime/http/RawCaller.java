package io.hindcast.runtime.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Says exactly what a test wants said, which no HTTP client would. */
final class RawCaller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;
  private final StringBuilder heard = new StringBuilder();

  RawCaller(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  /** Lines are separated by CRLF. */
  RawCaller say(String... lines) throws IOException {
    return send(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
  }

  RawCaller send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything until the server closes the connection. */
  String untilClosed() throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    try {
      while (hear()) {}
    } catch (SocketException e) {
      heard.append("[reset]"); // Closed while bytes of ours were under way.
    }
    return heard.toString();
  }

  /** Everything until it ends in that text. */
  String until(String end) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    while (!heard.toString().endsWith(end)) {
      if (!hear()) {
        throw new IOException("Closed after: " + heard);
      }
    }
    String text = heard.toString();
    heard.setLength(0);
    return text;
  }

  /** Whether nothing is heard for that long, not even the end. */
  boolean hearsNothingFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    try {
      hear();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private boolean hear() throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int length = socket.getInputStream().read(buffer);
    if (length > 0) {
      heard.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    }
    return length >= 0;
  }

  /** Goes away without a word. */
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

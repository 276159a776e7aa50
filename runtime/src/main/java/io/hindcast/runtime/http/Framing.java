package io.hindcast.runtime.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/**
 * Whether everybody agrees where a request ends. A proxy that reads it otherwise than this server
 * takes the rest for the next caller's request.
 */
final class Framing {
  private Framing() {}

  /** What is wrong, if anything; the decoder has refused what is malformed already. */
  static Optional<String> problem(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (encodings.isEmpty()) {
      return Optional.empty();
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return Optional.of("Transfer-Encoding needs HTTP/1.1");
    }
    if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return Optional.of("Content-Length and Transfer-Encoding exclude each other");
    }
    boolean chunked =
        encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst().strip());
    return chunked
        ? Optional.empty()
        : Optional.of("The only Transfer-Encoding that is understood is 'chunked'");
  }
}

package io.hindcast.runtime.auth;

import io.hindcast.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@code Authorization: Bearer …} against one token, in constant time. */
public final class BearerAuth {
  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  /** Expects this token. */
  public BearerAuth(Secret token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("The API token is empty: anybody could call");
    }
    expected = token.reveal().getBytes(StandardCharsets.UTF_8);
  }

  /** The caller, or empty when the header is missing or wrong. */
  public Optional<Caller> authenticate(@Nullable String authorization, @Nullable String user) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    if (!MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    return Optional.of(user == null || user.isBlank() ? Caller.UNNAMED : new Caller(user.strip()));
  }
}

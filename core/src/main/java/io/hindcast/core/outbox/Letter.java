package io.hindcast.core.outbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a message this one and no other.
 *
 * @param id its event id
 * @param topic with the prefix, such as {@code hindcast.tasks}
 * @param key what it is ordered by; null when it came without one
 * @param sha256 of the encoded message, in lower-case hexadecimal digits
 */
public record Letter(UUID id, String topic, @Nullable String key, String sha256) {

  /** Of a message that is encoded so. */
  public static Letter of(UUID id, String topic, @Nullable String key, byte[] encoded) {
    return new Letter(id, topic, key, sha256(encoded));
  }

  /** The digest of these bytes. */
  public static String sha256(byte[] encoded) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

package io.hindcast.warehouse.clickhouse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** One hash for a set of parts, from the hashes of their files. */
final class PartsHash {
  private static final int LENGTH = 32;

  private PartsHash() {}

  /** 32 hex digits, whatever the order of the parts. */
  static String of(Collection<String> fileHashes) {
    MessageDigest digest = sha256();
    fileHashes.stream()
        .sorted()
        .forEach(hash -> digest.update((hash + "\n").getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

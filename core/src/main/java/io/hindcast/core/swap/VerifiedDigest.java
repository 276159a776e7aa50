package io.hindcast.core.swap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** One hash over the touched parts: equal means that nothing was written or merged since. */
final class VerifiedDigest {
  private VerifiedDigest() {}

  static String of(Set<String> touched, Collection<SwapPart> parts) {
    String lines =
        parts.stream()
            .filter(part -> touched.contains(part.partitionId()))
            .map(part -> part.partitionId() + "\t" + part.name() + "\t" + part.contentHash())
            .sorted()
            .collect(Collectors.joining("\n"));
    return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

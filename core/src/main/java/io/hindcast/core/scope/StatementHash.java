package io.hindcast.core.scope;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two specs compute a partition by the same statement. */
public final class StatementHash {
  private StatementHash() {}

  /**
   * SHA-256, in hexadecimal, of the statement's tokens and of the zone in which its range is bound,
   * and of the range where rows outside of it are given up, which makes it a part of the result.
   * Comments and blanks do not count.
   */
  public static String of(BackfillSpec spec) {
    SqlText text = SqlText.of(spec.transform().sql());
    MessageDigest digest = sha256();
    digest.update(spec.zone().getId().getBytes(StandardCharsets.UTF_8));
    if (spec.target().outsideRange() == OutsideRange.DROP) {
      digest.update(spec.range().toString().getBytes(StandardCharsets.UTF_8));
    }
    text.tokens()
        .forEach(token -> {
          digest.update((byte) 0);
          digest.update(text.textOf(token).getBytes(StandardCharsets.UTF_8));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}

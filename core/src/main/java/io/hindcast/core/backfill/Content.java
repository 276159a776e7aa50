package io.hindcast.core.backfill;

import io.hindcast.core.pin.PartitionPin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What a round would publish, in brief: the thing that a person approves.
 *
 * @param digest 16 hex digits that follow from the rows and checksum of each partition
 * @param rows of all partitions
 * @param partitions how many
 */
public record Content(String digest, long rows, int partitions) {
  private static final int DIGEST_BYTES = 8;

  /** Of the judged partitions, in any order. */
  public static Content of(Collection<PartitionPin> pins) {
    MessageDigest sha = sha256();
    List<PartitionPin> sorted =
        pins.stream().sorted(Comparator.comparing(PartitionPin::partitionId)).toList();
    for (PartitionPin pin : sorted) {
      String line = "%s\t%d\t%s\n".formatted(pin.partitionId(), pin.rows(), pin.checksum());
      sha.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new Content(
        HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES),
        sorted.stream().mapToLong(PartitionPin::rows).sum(),
        sorted.size());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "%s (%,d rows, %,d partitions)".formatted(digest, rows, partitions);
  }
}

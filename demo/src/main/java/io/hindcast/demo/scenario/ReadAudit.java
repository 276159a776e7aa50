package io.hindcast.demo.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges reads by the published versions of the table. A read that saw exactly one version has that
 * version's checksum over all rows; any other checksum is a mix.
 *
 * @param perVersion how many reads saw each version, oldest first
 * @param mixed reads that saw no version
 * @param backwards reads that began after another had ended, yet saw an older version
 * @param acrossSwap reads that were under way when the first new version became visible
 */
record ReadAudit(List<Long> perVersion, long mixed, long backwards, long acrossSwap) {

  /** Judges the reads by the versions, oldest first. */
  static ReadAudit of(List<Read> reads, List<Content> versions) {
    Map<Content, Integer> numbers = new HashMap<>();
    for (int i = 0; i < versions.size(); i++) {
      numbers.putIfAbsent(versions.get(i), i);
    }
    List<Seen> seen = new ArrayList<>();
    for (Read read : reads) {
      Integer version = numbers.get(read.content());
      if (version != null) {
        seen.add(new Seen(read, version));
      }
    }
    return new ReadAudit(
        perVersion(seen, versions.size()),
        reads.size() - seen.size(),
        backwards(seen),
        acrossSwap(reads, seen));
  }

  long total() {
    return mixed + perVersion.stream().mapToLong(Long::longValue).sum();
  }

  private static List<Long> perVersion(List<Seen> seen, int versions) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(versions, 0L));
    seen.forEach(it -> counts.set(it.version(), counts.get(it.version()) + 1));
    return List.copyOf(counts);
  }

  private static long backwards(List<Seen> seen) {
    List<Seen> byBegin = sorted(seen, Comparator.comparingLong(it -> it.read().beganNanos()));
    List<Seen> byEnd = sorted(seen, Comparator.comparingLong(it -> it.read().endedNanos()));
    long backwards = 0;
    int ended = 0;
    int newest = 0;
    for (Seen next : byBegin) {
      while (byEnd.get(ended).read().endedNanos() < next.read().beganNanos()) {
        newest = Math.max(newest, byEnd.get(ended).version());
        ended++;
      }
      backwards += next.version() < newest ? 1 : 0;
    }
    return backwards;
  }

  /**
   * The first new version became visible after the last read of the old one had begun and before
   * the first read of a new one had ended.
   */
  private static long acrossSwap(List<Read> reads, List<Seen> seen) {
    long after =
        seen.stream()
            .filter(it -> it.version() == 0)
            .mapToLong(it -> it.read().beganNanos())
            .max()
            .orElse(Long.MAX_VALUE);
    long before =
        seen.stream()
            .filter(it -> it.version() > 0)
            .mapToLong(it -> it.read().endedNanos())
            .min()
            .orElse(Long.MIN_VALUE);
    return reads.stream()
        .filter(read -> read.beganNanos() <= before && read.endedNanos() >= after)
        .count();
  }

  private static List<Seen> sorted(List<Seen> seen, Comparator<Seen> order) {
    return seen.stream().sorted(order).toList();
  }

  private record Seen(Read read, int version) {}
}

package io.hindcast.benchmarks.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What processes have used since they started.
 *
 * @param cpuSeconds of all of them together, user and system
 * @param peakBytes sum of the most memory that each ever had resident
 */
public record Usage(double cpuSeconds, long peakBytes) {
  /** The kernel shows times in these units to every program, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int BYTES_PER_KB = 1024;

  /** Of the processes with these ids, from {@code /proc}. */
  static Usage of(Collection<Long> pids) {
    return new Usage(
        pids.stream().mapToDouble(pid -> cpuSeconds(read(pid, "stat"))).sum(),
        pids.stream().mapToLong(pid -> peakBytes(read(pid, "status"))).sum());
  }

  /** CPU seconds since then. */
  public double cpuSecondsSince(Usage earlier) {
    return cpuSeconds - earlier.cpuSeconds;
  }

  static double cpuSeconds(String stat) {
    // The process's name stands in brackets and may have spaces and brackets itself.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }

  static long peakBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No VmHWM in " + status));
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what process " + pid + " has used", e);
    }
  }
}

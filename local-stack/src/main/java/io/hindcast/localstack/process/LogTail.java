package io.hindcast.localstack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log file. */
public final class LogTail {
  private static final int BYTES = 16 << 10;

  private LogTail() {}

  /** At most the last {@code lines} lines, indented; a short remark when there are none. */
  public static String of(Path log, int lines) {
    try {
      List<String> all = end(log).lines().filter(line -> !line.isBlank()).toList();
      if (all.isEmpty()) {
        return "  (" + log + " is empty)";
      }
      List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
      return "  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "  (" + log + " cannot be read: " + e + ")";
    }
  }

  /** The same on one line. */
  public static String oneLine(Path log, int lines) {
    return String.join(" | ", of(log, lines).lines().map(String::strip).toList());
  }

  private static String end(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(BYTES, file.length())];
      file.seek(file.length() - bytes.length);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}

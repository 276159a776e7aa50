package io.hindcast.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CodesPageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| (yes|no) \\| ([^|]+) \\| ([^|]+) \\|");

  @Test
  void namesEachCodeOnceWithMeaningAndRemedy() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : page()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(documented.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
      }
    }
    Map<String, String> known = new TreeMap<>();
    Arrays.stream(ErrorCode.values())
        .forEach(code -> known.put(code.name(), code.retryable() ? "yes" : "no"));

    assertThat(documented).as("docs/codes.md").isEqualTo(known);
  }

  private static List<String> page() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "codes.md"));
  }
}

package io.hindcast.core.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state machine as a Mermaid file under docs/state-machines. */
public final class Diagram {
  private static final String UPDATE = "hindcast.update-docs";

  private Diagram() {}

  /** One transition. */
  public record Edge(String from, String to, String event) implements Comparable<Edge> {
    @Override
    public int compareTo(Edge other) {
      return Comparator.comparing(Edge::from)
          .thenComparing(Edge::to)
          .thenComparing(Edge::event)
          .compare(this, other);
    }
  }

  /**
   * Fails when the file does not show exactly these transitions; writes it first where the system
   * property {@code hindcast.update-docs} is true.
   */
  public static void assertCurrent(String fileName, Set<Edge> edges) {
    Path file = Path.of("..", "docs", "state-machines", fileName);
    String expected = text(edges);
    if (Boolean.getBoolean(UPDATE)) {
      write(file, expected);
    }
    assertThat(read(file))
        .as("%s is stale: run the tests with -D%s=true, look at the change, commit", file, UPDATE)
        .isEqualTo(expected);
  }

  private static String text(Set<Edge> edges) {
    SortedMap<String, String> labels = new TreeMap<>();
    edges.stream()
        .sorted()
        .forEach(edge ->
            labels.merge(edge.from() + " --> " + edge.to(), edge.event(), "%s, %s"::formatted));
    StringBuilder text = new StringBuilder("stateDiagram-v2\n");
    labels.forEach((arrow, events) -> text.append("  %s : %s\n".formatted(arrow, events)));
    return text.toString();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

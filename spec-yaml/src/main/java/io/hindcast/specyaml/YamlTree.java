package io.hindcast.specyaml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns a text into YAML nodes within limits, so that no document can exhaust the process. */
final class YamlTree {
  static final int BYTES_MAX = 1024 * 1024;
  static final int DEPTH_MAX = 32;
  static final int ALIASES_MAX = 32;

  /** In characters. What the parser looks ahead it copies with each buffer that it reads. */
  private static final int BUFFER_SIZE = 64 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(BYTES_MAX)
          .setMaxAliasesForCollections(ALIASES_MAX)
          .setUseMarks(true)
          .setBufferSize(BUFFER_SIZE)
          .setAllowNonScalarKeys(true)
          .build();

  private YamlTree() {}

  /** The document's root; empty when it cannot be read, which has been reported then. */
  static Optional<Node> read(String yaml, Document document) {
    if (yaml.length() > BYTES_MAX || yaml.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      document.report(1, 1, "", "Expected at most 1 MiB, found a larger document");
      return Optional.empty();
    }
    try {
      return withinLimits(yaml, document) ? compose(yaml, document) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      report(document, e.getProblemMark().or(e::getContextMark), sentence(e));
    } catch (ReaderException e) {
      reportCharacter(document, yaml, e);
    } catch (YamlVersionException e) {
      document.report(1, 1, "", "Expected YAML 1.2, found a directive for another version");
    } catch (YamlEngineException e) {
      document.report(1, 1, "", "The YAML is malformed: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<Node> compose(String yaml, Document document) {
    Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
    if (root.isEmpty()) {
      document.report(1, 1, "", "Expected a spec, found an empty document");
    }
    return root;
  }

  /** Walks over the events, which needs no stack, before anything is built from them. */
  private static boolean withinLimits(String yaml, Document document) {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      aliases += event instanceof AliasEvent ? 1 : 0;
      if (depth > DEPTH_MAX) {
        String message = "Expected at most %d levels of nesting, found more".formatted(DEPTH_MAX);
        report(document, event.getStartMark(), message);
        return false;
      }
      if (aliases > ALIASES_MAX) {
        String message = "Expected at most %d aliases, found more".formatted(ALIASES_MAX);
        report(document, event.getStartMark(), message);
        return false;
      }
    }
    return true;
  }

  private static String sentence(MarkedYamlEngineException e) {
    @Nullable String context = e.getContext();
    String problem =
        context == null || context.isBlank() ? e.getProblem() : context + ", " + e.getProblem();
    return "The YAML is malformed: " + problem;
  }

  private static void report(Document document, Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    document.report(line, column, "", message);
  }

  private static void reportCharacter(Document document, String yaml, ReaderException e) {
    int end = Math.min(Math.max(0, e.getPosition()), yaml.codePointCount(0, yaml.length()));
    String before = yaml.substring(0, yaml.offsetByCodePoints(0, end));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    document.report(
        line,
        column,
        "",
        "Expected printable text, found the character U+%04X".formatted(e.getCodePoint()));
  }
}

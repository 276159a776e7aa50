package io.hindcast.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A text in a source file, and what is there without the mend of a fault.
 *
 * @param file from the root of the project
 */
public record Mend(String file, String text, String without) {

  /**
   * Compiles the sources without these mends into a directory, to go in front of the class path.
   *
   * @param directory which is made
   */
  public static Path takeOut(List<Mend> mends, Path directory) {
    try {
      Path classes = Files.createDirectories(directory.resolve("classes"));
      Path sources = Files.createDirectories(directory.resolve("sources"));
      List<Path> changed = new ArrayList<>();
      for (Mend mend : mends) {
        changed.add(mend.write(sources));
      }
      compile(changed, classes);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compile into " + directory, e);
    }
  }

  /** Several mends may be in one file. */
  private Path write(Path directory) throws IOException {
    Path changed = directory.resolve(Path.of(file).getFileName());
    String source = Files.readString(Files.exists(changed) ? changed : Path.of("..").resolve(file));
    assertThat(source).as("the mend in %s", file).containsOnlyOnce(text);
    Files.writeString(changed, source.replace(text, without));
    return changed;
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path", ""));
      List<Path> each = sources.stream().distinct().toList();
      boolean done =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(each))
              .call();
      assertThat(done).as("%s compile", each).isTrue();
    }
  }
}

package io.hindcast.systemtests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java file of any module. */
record Source(Path path, String text) {

  /** Every file under src of every module. */
  static List<Source> all() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .flatMap(module -> Stream.of(module.resolve("src/main"), module.resolve("src/test")))
          .filter(Files::isDirectory)
          .flatMap(Source::below)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By module and package: tests share the description of the package that they test. */
  static Map<String, List<Source>> byPackage(List<Source> sources) {
    return sources.stream().collect(Collectors.groupingBy(Source::packageName));
  }

  /** The package of generated messages is described, too, but Avro does not mark what is null. */
  boolean isDescription() {
    return path.endsWith("package-info.java")
        && (text.contains("@NullMarked") || text.contains("package io.hindcast.schemas;"));
  }

  /** The text without comments and literals, roughly. */
  String code() {
    return text.replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("//[^\n]*", "")
        .replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "\"\"");
  }

  private String packageName() {
    String file = path.toString();
    int src = file.indexOf("/src/");
    String module = file.substring(file.lastIndexOf('/', src - 1) + 1, src);
    return module
        + file.substring(file.indexOf("/java/", src) + "/java".length(), file.lastIndexOf('/'));
  }

  private static Stream<Source> below(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Source::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path file) {
    try {
      return new Source(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

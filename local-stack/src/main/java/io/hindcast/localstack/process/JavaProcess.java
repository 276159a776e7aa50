package io.hindcast.localstack.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts a Java main in a JVM of its own, on the JDK and (unless told otherwise) the class path of
 * this one. Everything but the program's name is passed in an argument file beside the log, so a
 * long class path never meets the system's limit.
 */
public final class JavaProcess {
  private final String mainClass;
  private final List<String> jvmArguments = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private String classPath = System.getProperty("java.class.path", "");
  private Path directory = Path.of("").toAbsolutePath();
  private @Nullable Path log;
  private Lifetime lifetime = Lifetime.WITH_PARENT;

  private JavaProcess(String mainClass) {
    this.mainClass = mainClass;
  }

  public static JavaProcess builder(String mainClass) {
    return new JavaProcess(mainClass);
  }

  public static JavaProcess builder(Class<?> mainClass) {
    return new JavaProcess(mainClass.getName());
  }

  /** Replaces the class path. */
  public JavaProcess classPath(List<Path> entries) {
    classPath =
        entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Adds options of the JVM, such as {@code -Xmx256m}. */
  public JavaProcess jvmArgs(String... options) {
    jvmArguments.addAll(List.of(options));
    return this;
  }

  /** Adds arguments of the main. */
  public JavaProcess args(String... words) {
    arguments.addAll(List.of(words));
    return this;
  }

  /** Adds a variable to those of this JVM, which the child inherits. */
  public JavaProcess env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds variables to those of this JVM, which the child inherits. */
  public JavaProcess env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Removes variables from those of this JVM, which the child inherits. */
  public JavaProcess withoutEnv(String... names) {
    environment.keySet().removeAll(Set.of(names));
    return this;
  }

  /** Replaces all variables: the child inherits none. */
  public JavaProcess onlyEnv(Map<String, String> variables) {
    environment.clear();
    environment.putAll(variables);
    return this;
  }

  /** The file that standard output and error are appended to; required. */
  public JavaProcess log(Path file) {
    log = file.toAbsolutePath();
    return this;
  }

  /** Working directory; that of this JVM unless given. */
  public JavaProcess directory(Path value) {
    directory = value.toAbsolutePath();
    return this;
  }

  /** Whether the child ends with this JVM (the default) or lives on. */
  public JavaProcess lifetime(Lifetime value) {
    lifetime = value;
    return this;
  }

  /** Starts the JVM. */
  public ChildProcess start() {
    return ChildProcess.start(command());
  }

  /** The command, its argument file written. */
  public ChildCommand command() {
    if (log == null) {
      throw new IllegalStateException("No log file was given for " + mainClass);
    }
    Path file = log.resolveSibling(log.getFileName() + ".args");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, argumentFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    return new ChildCommand(List.of(java, "@" + file), environment, directory, log, lifetime);
  }

  private String argumentFile() {
    List<String> words = new ArrayList<>(jvmArguments);
    words.add("-cp");
    words.add(absolute(classPath));
    if (lifetime == Lifetime.WITH_PARENT) {
      words.add(ChildMain.class.getName());
    }
    words.add(mainClass);
    words.addAll(arguments);
    return words.stream().map(JavaProcess::quoted).collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The child runs in another working directory, where relative entries would mean something else.
   */
  private static String absolute(String classPath) {
    return List.of(classPath.split(File.pathSeparator, -1)).stream()
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

package io.hindcast.localstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run as a child process.
 *
 * @param words program and arguments; no secrets, since every user of the machine can read them
 * @param environment the child's variables: these and no others
 * @param directory working directory, which must exist
 * @param log file that standard output and error are appended to
 * @param lifetime whether the child ends with this JVM
 */
public record ChildCommand(
    List<String> words,
    Map<String, String> environment,
    Path directory,
    Path log,
    Lifetime lifetime) {
  public ChildCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}

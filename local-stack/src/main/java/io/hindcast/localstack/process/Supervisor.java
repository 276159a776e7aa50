package io.hindcast.localstack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script around a program that knows nothing of its parent: it stops the program when
 * standard input ends, passes SIGTERM on, and writes the program's process id to a file.
 */
public final class Supervisor {
  /**
   * The watcher reads the parent's pipe in a subshell, so it outlives a killed script. The outer
   * loop is needed because a trapped signal ends {@code wait} early.
   */
  private static final String SCRIPT =
      """
      signal=$1; pidfile=$2; shift 2
      exec 3<&0 </dev/null
      "$@" 3<&- &
      server=$!
      echo $server >"$pidfile"
      trap 'kill -s "$signal" $server' TERM INT HUP
      (while read -r line; do :; done; kill -s "$signal" $server) <&3 3<&- 2>/dev/null &
      watcher=$!
      exec 3<&-
      while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
      kill $watcher 2>/dev/null
      exit ${code:-0}
      """;

  private Supervisor() {}

  /** The supervised form of a command. */
  public static List<String> around(List<String> command, String stopSignal, Path pidFile) {
    List<String> words =
        new ArrayList<>(
            List.of("/bin/sh", "-c", SCRIPT, "supervisor", stopSignal, pidFile.toString()));
    words.addAll(command);
    return words;
  }
}

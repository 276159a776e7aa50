package io.hindcast.localstack.process;

import java.util.List;

/** A process and everything that it started. */
public final class ProcessTree {
  private ProcessTree() {}

  /** SIGKILL to all of them, the root first so that it starts no more. */
  public static void kill(ProcessHandle root) {
    List<ProcessHandle> descendants = root.descendants().toList();
    root.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    descendants.forEach(descendant -> descendant.onExit().join());
  }
}

package io.hindcast.localstack.process;

/** How long a child process lives. */
public enum Lifetime {
  /** Until it is stopped or this JVM ends, however it ends (SIGKILL included). */
  WITH_PARENT,
  /** Until it is stopped by whoever finds its process id in the state directory. */
  DETACHED
}

package io.hindcast.localstack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this JVM when its standard input ends, which happens when the parent closes the pipe or dies
 * in any way. The end is {@link System#exit}, so shutdown hooks run; when they take more than 30 s
 * the JVM is halted.
 */
public final class ParentWatch {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int HALTED = 70;

  private ParentWatch() {}

  /** Starts watching on a daemon thread; from now on nobody else may read standard input. */
  public static void install() {
    start("parent-watch", ParentWatch::exitAtEnd);
  }

  private static void exitAtEnd() {
    awaitEndOfInput();
    start("parent-watch-halt", ParentWatch::haltAfterGrace);
    System.exit(0);
  }

  /** Blocks until standard input ends. */
  public static void awaitEndOfInput() {
    byte[] ignored = new byte[1024];
    try {
      while (System.in.read(ignored) >= 0) {
        // The parent has nothing to say; only the end counts.
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end: the parent is gone.
      System.err.println("Standard input broke, so the parent is taken as gone: " + e);
    }
  }

  private static void haltAfterGrace() {
    try {
      if (!new CountDownLatch(1).await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(HALTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}

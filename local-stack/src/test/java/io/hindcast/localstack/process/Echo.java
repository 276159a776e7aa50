package io.hindcast.localstack.process;

import java.util.concurrent.CountDownLatch;

/**
 * A main for tests: prints its arguments and a variable, then waits for its end, which it reports.
 */
public final class Echo {
  private Echo() {}

  public static void main(String[] args) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("Stopped cleanly")));
    System.out.println(String.join("|", args) + "|" + System.getenv("ECHO"));
    new CountDownLatch(1).await();
  }
}

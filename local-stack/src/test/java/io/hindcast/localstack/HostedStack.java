package io.hindcast.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A main for tests: holds a stack on {@code <directory>} and says so in its file {@code up}. */
public final class HostedStack {
  private HostedStack() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    LocalStack.start(StackOptions.in(directory));
    Files.createFile(directory.resolve("up"));
    new CountDownLatch(1).await();
  }
}

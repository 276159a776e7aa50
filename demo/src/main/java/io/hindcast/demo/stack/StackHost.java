package io.hindcast.demo.stack;

import io.hindcast.cli.ExitCode;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.services.LocalHindcast;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Main of the process that holds a stack together: {@code <directory> <workers>}. Servers and
 * services are its children and end with it, however it ends. SIGTERM stops them in order.
 */
public final class StackHost {
  /** Folder of the services in the stack's directory. */
  static final String SERVICES = "services";

  private StackHost() {}

  /** Starts everything, describes it, and waits for the signal to stop. */
  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(args[0]);
    try {
      LocalHindcast.stop(directory.resolve(SERVICES));
      LocalStack.stop(directory);
      run(directory, Integer.parseInt(args[1]));
    } catch (PrerequisiteMissing e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.PREREQUISITE.code());
    } catch (StartFailed e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.INTERNAL.code());
    }
  }

  static Path log(Path directory) {
    return directory.resolve("stack.log");
  }

  private static void run(Path directory, int workers) throws InterruptedException {
    LocalStack stack = LocalStack.start(StackOptions.in(directory));
    LocalHindcast hindcast = LocalHindcast.start(stack, directory.resolve(SERVICES), workers);
    StackDescriptions descriptions = new StackDescriptions(directory);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(stack, hindcast, descriptions), "stop-stack"));
    descriptions.write(stack, hindcast);
    new CountDownLatch(1).await();
  }

  private static void stop(
      LocalStack stack, LocalHindcast hindcast, StackDescriptions descriptions) {
    try (stack;
        hindcast) {
      System.err.println("Stopping");
    }
    descriptions.delete();
  }
}

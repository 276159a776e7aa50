package io.hindcast.demo.stack;

import io.hindcast.cli.ExitCode;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.server.Revival;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.services.LocalHindcast;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Main of the process that holds a stack together: {@code <directory> <workers>}. Servers and
 * services are its children and end with it, however it ends. One that dies is started again.
 * SIGTERM stops them in order.
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
    descriptions.write(stack, hindcast);
    Revival revival =
        Revival.watch(servers(stack, hindcast), () -> descriptions.write(stack, hindcast));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> stop(stack, hindcast, revival, descriptions), "stop-stack"));
    new CountDownLatch(1).await();
  }

  /** All servers by name, the user's own ones too. */
  static Map<String, Server> servers(LocalStack stack, LocalHindcast hindcast) {
    Map<String, Server> servers = new LinkedHashMap<>();
    servers.put("kafka", stack.kafka());
    servers.put("postgres", stack.postgres());
    servers.put("clickhouse", stack.clickhouse());
    hindcast.processes().forEach(service -> servers.put(service.name(), service));
    return servers;
  }

  private static void stop(
      LocalStack stack, LocalHindcast hindcast, Revival revival, StackDescriptions descriptions) {
    try (stack;
        hindcast;
        revival) {
      System.err.println("Stopping");
    }
    descriptions.delete();
  }
}

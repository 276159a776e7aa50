package io.hindcast.localstack.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A server in a container.
 *
 * @param name what messages call it
 * @param image what to run
 * @param settings how to run it
 * @param log file that the container's output is appended to
 * @param ready whether it serves
 */
public record ContainerSpec(
    String name, String image, Settings settings, Path log, BooleanSupplier ready) {
  /**
   * How an image is run.
   *
   * @param ports ports on the loopback interface, and those in the container that they lead to
   * @param variables environment of the container; may hold secrets
   * @param mounts files and directories here, and where the container sees them
   * @param command arguments of the image; none means the image's own
   */
  public record Settings(
      Map<Integer, Integer> ports,
      Map<String, String> variables,
      Map<Path, String> mounts,
      List<String> command) {
    public Settings {
      ports = Map.copyOf(ports);
      variables = Map.copyOf(variables);
      mounts = Map.copyOf(mounts);
      command = List.copyOf(command);
    }
  }
}

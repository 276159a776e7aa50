package io.hindcast.localstack.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace of its own, where
 * it looks like an ordinary user and yet reads and writes root's files.
 */
final class UserNamespace {
  private static final String WAY_OUT =
      " Run as an ordinary user, or set HINDCAST_POSTGRES_URL to a server of your own.";

  private UserNamespace() {}

  /** Words to put before a command: none for an ordinary user. */
  static List<String> prefix(Environment environment) {
    return prefix(environment, new UnixSystem().getUid() == 0);
  }

  static List<String> prefix(Environment environment, boolean root) {
    if (!root) {
      return List.of();
    }
    String unshare =
        environment
            .program("unshare")
            .orElseThrow(() ->
                new PrerequisiteMissing(
                    "PostgreSQL does not run as root, and 'unshare' (Debian: util-linux), with"
                        + " which it would, is not on PATH."
                        + WAY_OUT))
            .toString();
    if (!works(unshare)) {
      throw new PrerequisiteMissing(
          "PostgreSQL does not run as root, and 'unshare -U', with which it would, is refused by"
              + " this system."
              + WAY_OUT);
    }
    return List.of(unshare, "-U");
  }

  private static boolean works(String unshare) {
    try {
      return new ProcessBuilder(unshare, "-U", "true")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      // It is there but cannot be run, which is no better than a refusal.
      return false;
    }
  }
}

package io.hindcast.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.UUID;

/** Names that no other worker has. */
final class WorkerIdentity {
  private static final int NONCE_DIGITS = 12;

  private WorkerIdentity() {}

  /** The configured name, or one of host, process and a nonce: a process id alone comes again. */
  static String of(String configured) {
    return configured.isEmpty()
        ? "%s-%d-%s".formatted(host(), ProcessHandle.current().pid(), nonce().substring(0, 6))
        : configured;
  }

  /** Twelve hex digits at random. */
  static String nonce() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, NONCE_DIGITS);
  }

  /** Version of the build; a build from classes has none. */
  static String version() {
    String version = WorkerIdentity.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The machine's name for itself. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "host"; // A machine that does not know its own name; process and nonce still tell.
    }
  }
}

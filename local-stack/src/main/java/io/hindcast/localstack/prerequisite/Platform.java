package io.hindcast.localstack.prerequisite;

import java.util.Locale;

/** The operating systems and processors for which native servers are published. */
public enum Platform {
  LINUX_X64("linux-x64"),
  LINUX_ARM64("linux-arm64"),
  DARWIN_X64("darwin-x64"),
  DARWIN_ARM64("darwin-arm64");

  private final String label;

  Platform(String label) {
    this.label = label;
  }

  /** Short name, for messages and cache folders. */
  public String label() {
    return label;
  }

  /**
   * The platform of this JVM.
   *
   * @throws PrerequisiteMissing on any other system
   */
  public static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String os, String processor) {
    boolean linux = os.toLowerCase(Locale.ROOT).startsWith("linux");
    boolean darwin = os.toLowerCase(Locale.ROOT).startsWith("mac");
    boolean x64 = processor.equals("amd64") || processor.equals("x86_64");
    boolean arm64 = processor.equals("aarch64") || processor.equals("arm64");
    if (!(linux || darwin) || !(x64 || arm64)) {
      throw new PrerequisiteMissing(
          "The local stack runs on Linux and macOS, x64 and arm64; this is "
              + (os + " on " + processor)
              + ". Point HINDCAST_KAFKA_BOOTSTRAP, HINDCAST_POSTGRES_URL and"
              + " HINDCAST_CLICKHOUSE_URL at servers of your own.");
    }
    if (linux) {
      return x64 ? LINUX_X64 : LINUX_ARM64;
    }
    return x64 ? DARWIN_X64 : DARWIN_ARM64;
  }
}

package io.hindcast.localstack.clickhouse;

import io.hindcast.localstack.download.Cache;
import io.hindcast.localstack.download.NpmPackage;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.FreeDisk;
import io.hindcast.localstack.prerequisite.Platform;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the ClickHouse engine as a shared library, fetching it at the first use. */
final class EmbeddedLibrary {
  static final String VERSION = "26.7.3-stable.1";

  private static final String OVERRIDE = "HINDCAST_CLICKHOUSE_LIBRARY";
  private static final String LINUX_X64_SHA256 =
      "36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5";
  private static final long DOWNLOAD_BYTES = 800L << 20;

  private EmbeddedLibrary() {}

  /**
   * The library: the one that {@code HINDCAST_CLICKHOUSE_LIBRARY} names, else the one in the cache,
   * else a download of 178 MB.
   *
   * @throws PrerequisiteMissing when there is none and none can be fetched
   */
  static Path find(Environment environment) {
    return environment
        .value(OVERRIDE)
        .map(EmbeddedLibrary::given)
        .orElseGet(() -> cached(environment, Platform.current()));
  }

  private static Path given(String name) {
    Path library = Path.of(name).toAbsolutePath();
    if (!Files.isRegularFile(library)) {
      throw new PrerequisiteMissing(
          OVERRIDE + " names " + library + ", which is not a file; correct it or unset it.");
    }
    return library;
  }

  private static Path cached(Environment environment, Platform platform) {
    NpmPackage source = source(platform);
    Cache cache = Cache.of(environment);
    return cache.entry(
        "clickhouse/%s-%s/libchdb.so".formatted(VERSION, platform.label()),
        target -> {
          FreeDisk.require(cache.directory(), DOWNLOAD_BYTES);
          source.fetch(environment, target);
        });
  }

  static NpmPackage source(Platform platform) {
    if (platform != Platform.LINUX_X64) {
      throw new PrerequisiteMissing(
          "No verified ClickHouse library is known for %s. Put a 'clickhouse' binary on PATH, set %s to a libchdb.so of version %s, or set HINDCAST_CLICKHOUSE_URL."
              .formatted(platform.label(), OVERRIDE, VERSION));
    }
    return new NpmPackage(
        "@chdb/lib-linux-x64-gnu@" + VERSION, "package/libchdb.so", LINUX_X64_SHA256);
  }
}

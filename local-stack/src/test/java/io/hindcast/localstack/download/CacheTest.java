package io.hindcast.localstack.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir Path directory;

  @Test
  void fillsAnEntryOnceForManyThreads() {
    Cache cache = new Cache(directory);
    AtomicInteger fillings = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.execute(() ->
            cache.entry(
                "a/b",
                target -> Files.writeString(target, "filled " + fillings.incrementAndGet())));
      }
    }
    assertThat(directory.resolve("a/b")).hasContent("filled 1");
  }

  @Test
  void leavesNoTraceOfAFailedFilling() {
    Cache cache = new Cache(directory);
    assertThatThrownBy(() ->
            cache.entry(
                "entry",
                target -> {
                  Files.createDirectories(target);
                  Files.writeString(target.resolve("half"), "");
                  throw new java.io.IOException("Disk full");
                }))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("Disk full");
    assertThat(directory).isDirectoryNotContaining("glob:**/{entry,fill*}");
  }

  @Test
  void liesWhereTheUserWantsIt() {
    assertThat(cache(Map.of("HINDCAST_CACHE", "/a", "XDG_CACHE_HOME", "/b"))).isEqualTo("/a");
    assertThat(cache(Map.of("XDG_CACHE_HOME", "/b"))).isEqualTo("/b/hindcast");
    assertThat(cache(Map.of())).endsWith("/.cache/hindcast");
  }

  private static String cache(Map<String, String> variables) {
    return Cache.of(new Environment(variables)).directory().toString();
  }
}

package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vert.x and others ask for older ones: only the pin in the root pom keeps them away. */
class NettyVersionTest {
  /** The first without CVE-2026-89044: "chunked, xchunked" taken for "chunked". */
  private static final List<Integer> FIXED = List.of(4, 2, 18);

  @Test
  void everyPartIsAtLeastTheOneThatReadsFramingStrictly() {
    Map<String, Version> parts = Version.identify(NettyVersionTest.class.getClassLoader());

    assertThat(parts).containsKeys("netty-common", "netty-codec-http", "netty-handler");
    assertThat(parts)
        .allSatisfy((name, part) ->
            assertThat(compare(numbers(part.artifactVersion()), FIXED))
                .as("%s %s against %s", name, part.artifactVersion(), FIXED)
                .isNotNegative());
  }

  @Test
  void theFixedOneItselfCountsAndTheOneBeforeDoesNot() {
    assertThat(compare(numbers("4.2.18.Final"), FIXED)).isZero();
    assertThat(compare(numbers("4.2.9.Final"), FIXED)).isNegative();
    assertThat(compare(numbers("4.10.0.Final"), FIXED)).isPositive();
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("\\."))
        .limit(FIXED.size())
        .map(Integer::valueOf)
        .collect(Collectors.toList());
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    return Stream.iterate(0, i -> i < FIXED.size(), i -> i + 1)
        .map(i -> Integer.compare(one.get(i), other.get(i)))
        .filter(difference -> difference != 0)
        .findFirst()
        .orElse(0);
  }
}

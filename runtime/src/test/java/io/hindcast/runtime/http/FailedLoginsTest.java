package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private final List<String> lines = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5; // The clock may pass from the largest to the smallest.
  private final FailedLogins logins = new FailedLogins(() -> now, lines::add);
  private final Origin origin = new Origin("192.0.2.7");

  private void later(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void aFloodIsTwoLinesWithACount() {
    for (int i = 0; i < 5_000; i++) {
      logins.add(origin);
    }
    logins.report();
    assertThat(lines).containsExactly("1 calls from 192.0.2.7 without the right token");

    later(10);
    logins.report();
    logins.report();
    assertThat(lines).last().isEqualTo("4999 calls from 192.0.2.7 without the right token");
    assertThat(lines).hasSize(2);
  }

  @Test
  void eachOriginIsToldOfByItself() {
    logins.add(origin);
    logins.add(new Origin("192.0.2.8"));

    assertThat(lines).hasSize(2);
  }

  @Test
  void whoFailsOftenWaitsUntilAMinuteHasPassed() {
    for (int i = 0; i < FailedLogins.FREE_FAILURES; i++) {
      assertThat(logins.add(origin)).isFalse();
    }
    assertThat(logins.add(origin)).isTrue();
    assertThat(logins.add(new Origin("192.0.2.8"))).isFalse();

    later(60);
    assertThat(logins.add(origin)).isFalse();
  }

  @Test
  void anAddressOfIpv6StandsForItsNetwork() throws Exception {
    Origin one = Origin.of(InetAddress.getByName("2001:db8:1:2:3:4:5:6"));
    Origin neighbour = Origin.of(InetAddress.getByName("2001:db8:1:2:ffff::1"));

    assertThat(neighbour).isEqualTo(one);
    assertThat(Origin.of(InetAddress.getByName("2001:db8:1:3::1"))).isNotEqualTo(one);
    assertThat(Origin.of(InetAddress.getByName("192.0.2.7"))).isEqualTo(origin);
  }
}

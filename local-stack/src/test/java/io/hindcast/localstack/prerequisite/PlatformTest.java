package io.hindcast.localstack.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void knowsTheNamesThatJavaGivesThem() {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_X64);
    assertThat(Platform.of("Linux", "aarch64")).isEqualTo(Platform.LINUX_ARM64);
    assertThat(Platform.of("Mac OS X", "x86_64")).isEqualTo(Platform.DARWIN_X64);
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(Platform.DARWIN_ARM64);
  }

  @Test
  void namesTheWayOutOnAnyOther() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("this is Windows 11 on amd64")
        .hasMessageContaining("HINDCAST_CLICKHOUSE_URL")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Platform.of("Linux", "riscv64"))
        .isInstanceOf(PrerequisiteMissing.class);
  }
}

package io.hindcast.relay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresAddressTest {

  @Test
  void takesAUrlApart() {
    assertThat(PostgresAddress.of("jdbc:postgresql://db:6543/hindcast?sslmode=require"))
        .isEqualTo(new PostgresAddress("db", 6543, "hindcast"));
    assertThat(PostgresAddress.of("jdbc:postgresql://db/hindcast").port()).isEqualTo(5432);
  }

  @Test
  void wantsOneHostAndADatabase() {
    assertThatThrownBy(() -> PostgresAddress.of("jdbc:postgresql://db:5432/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected jdbc:postgresql://host:port/name");
  }
}

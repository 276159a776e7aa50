package io.hindcast.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignPostgresTest {
  @TempDir Path directory;

  @Test
  void takesTheUsersServerAndLeavesItAlone() {
    Map<String, String> variables =
        Map.of(
            "HINDCAST_POSTGRES_URL", "postgresql://db.example/backfills?sslmode=require",
            "HINDCAST_POSTGRES_USER", "u",
            "HINDCAST_POSTGRES_PASSWORD", "p");
    PostgresOptions options =
        PostgresOptions.in(directory).withEnvironment(new Environment(variables));
    try (LocalPostgres server = LocalPostgres.start(options)) {
      assertThat(server.jdbcUrl())
          .isEqualTo("jdbc:postgresql://db.example/backfills?sslmode=require");
      assertThat(server.port()).isEqualTo(5432);
      assertThat(server.database()).isEqualTo("backfills");
      assertThat(server.user()).isEqualTo("u");
      assertThat(server.password()).isEqualTo("p");
      assertThatThrownBy(server::kill)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was given by the user")
          .hasMessageNotContaining("as u:p");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAnAddressWithoutADatabase() {
    for (String wrong : new String[] {"jdbc:postgresql://db.example", "not an address", "db"}) {
      assertThatThrownBy(
              () -> ForeignPostgres.in(new Environment(Map.of("HINDCAST_POSTGRES_URL", wrong))))
          .isInstanceOf(PrerequisiteMissing.class)
          .hasMessageContaining("jdbc:postgresql://host:port/database");
    }
  }
}

package io.hindcast.relay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.runtime.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the URL says of TLS holds for replication, too. */
@Timeout(180)
class TlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECURE_SENDERS =
      """
      SELECT count(*) AS n FROM pg_stat_replication JOIN pg_stat_ssl USING (pid) WHERE ssl
      """;

  @TempDir Path directory = Path.of("");

  @Test
  void replicationIsVerifiedAsTheUrlSays() throws Exception {
    try (TlsPostgres postgres = TlsPostgres.start(directory.resolve("postgres"))) {
      DatabaseConfig verified = verifying(postgres, postgres.certificate());
      DatabaseConfig other = verifying(postgres, TlsPostgres.otherCertificate(directory));
      try (OutboxFixture fixture = OutboxFixture.migrated(verified)) {
        fixture.write(0, "k", List.of("a"));
        try (OutboxRelay relay = fixture.startReading(other)) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () -> assertThat(relay.problem().orElse("")).containsIgnoringCase("certif"));
        }
        assertThat(fixture.topic().texts("k")).isEmpty();

        try (OutboxRelay relay = fixture.start()) {
          await().atMost(PATIENCE).until(() -> fixture.topic().texts("k").equals(List.of("a")));
          assertThat(relay.problem()).isEmpty();
          Optional<Long> senders =
              fixture.database().readOnly(tx -> tx.first(SECURE_SENDERS, row -> row.number("n")));
          assertThat(senders).hasValue(1L);
        }
      }
    }
  }

  private static DatabaseConfig verifying(TlsPostgres postgres, Path certificate) {
    return OutboxFixture.of(
        postgres.server(), "?sslmode=verify-full&sslrootcert=" + certificate.toAbsolutePath());
  }
}

package io.hindcast.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseClockIT {
  private static final Database DATABASE = TestDatabase.open();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Instant databaseTime() {
    return DATABASE.readOnly(
        tx -> tx.first("SELECT clock_timestamp() AS now", row -> row.instant("now")).orElseThrow());
  }

  @Test
  void goesByPostgresqlWhateverTheMachineSays() {
    InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofDays(8));
    try (DatabaseClock clock = DatabaseClock.start(DATABASE, wrong)) {
      Instant first = clock.instant();

      assertThat(first).isCloseTo(databaseTime(), within(30, ChronoUnit.SECONDS));
      assertThat(clock.instant()).isAfterOrEqualTo(first);
      assertThat(clock.problem().orElseThrow())
          .containsPattern("is 6911\\d\\d s ahead of PostgreSQL's|is 691200 s ahead");
    }
  }

  @Test
  void tellsAClockThatIsBehindToo() {
    InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-5));
    try (DatabaseClock clock = DatabaseClock.start(DATABASE, late)) {
      assertThat(clock.problem().orElseThrow()).contains("behind PostgreSQL's");
    }
  }

  @Test
  void saysNothingOfAMachineWithTheSameTime() {
    try (DatabaseClock clock = DatabaseClock.start(DATABASE, InstantSource.system())) {
      assertThat(clock.problem()).isEmpty();
    }
  }
}

package io.hindcast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTest {
  @Test
  void takesAUrlApart() {
    assertThat(
            PostgresUrl.parse(
                "jdbc:postgresql://db:6543/hindcast?sslmode=verify-ca&sslrootcert=/etc/ca.pem"))
        .isEqualTo(
            new PostgresUrl(
                "db",
                6543,
                "hindcast",
                new TreeMap<>(Map.of("sslmode", "verify-ca", "sslrootcert", "/etc/ca.pem"))));
    assertThat(PostgresUrl.parse("jdbc:postgresql://db/hindcast").port()).isEqualTo(5432);
    assertThat(PostgresUrl.parse("jdbc:postgresql://db/x?ApplicationName=a%26b").others())
        .isEqualTo(Map.of("ApplicationName", "a&b"));
  }

  @ParameterizedTest
  @CsvSource({
    "''                         , prefer",
    "?ssl=false                 , prefer",
    "?ssl=true                  , verify-full",
    "?ssl                       , verify-full",
    "?sslmode=require           , require",
    "?ssl=true&sslmode=disable  , disable",
  })
  void securesConnectionsAsTheDriverDoes(String parameters, String mode) {
    assertThat(PostgresUrl.parse("jdbc:postgresql://db/hindcast" + parameters).sslMode())
        .isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/                    , one host and a database",
    "'jdbc:postgresql://one:5432,two:5432/hindcast' , one host and a database",
    "jdbc:mysql://db/hindcast                      , no URL of PostgreSQL",
    "jdbc:postgresql://a:hunter2@db/hindcast       , a user before the host",
    "jdbc:postgresql://db/hindcast?password=hunter2 , the parameter password",
    "jdbc:postgresql://db/hindcast?sslPassword=hunter2 , the parameter sslPassword",
    "jdbc:postgresql://db/hindcast?sslfactory=hunter2 , replication would not get",
  })
  void refusesWhatCannotBeMeantWithoutShowingIt(String url, String reason) {
    assertThat(PostgresUrl.problems(url))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains(reason).doesNotContain("hunter2"));
  }

  @Test
  void theServiceEndsWithAProblemAndShowsNoPassword() {
    Configuration config =
        Configuration.of(
            Map.of(
                "database.url",
                "jdbc:postgresql://joe:hunter2@db/hindcast?password=hunter3",
                "warehouse.url",
                "http://joe:hunter4@ch:8123"));
    DatabaseConfig.from(config);
    WarehouseConfig.from(config);

    ConfigurationException problems =
        catchThrowableOfType(ConfigurationException.class, config::finish);
    assertThat(problems)
        .hasMessageContaining("database.url has a user before the host")
        .hasMessageContaining("database.url has the parameter password")
        .hasMessageContaining("warehouse.url is 'http://******@ch:8123'");
    assertThat(problems.getMessage() + config.describe()).doesNotContain("hunter");
  }
}

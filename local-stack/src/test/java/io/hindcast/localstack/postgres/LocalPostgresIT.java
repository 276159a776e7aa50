package io.hindcast.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
  @TempDir Path directory;

  @Test
  void keepsCommittedRowsWhenKilledAndWhenStartedAgain() throws SQLException {
    PostgresOptions options = PostgresOptions.in(directory);
    String url;
    try (LocalPostgres server = LocalPostgres.start(options)) {
      url = server.jdbcUrl();
      run(server, "CREATE TABLE t (a int)");
      run(server, "INSERT INTO t SELECT generate_series(1, 1000)");
      long killed = server.pid();
      server.kill();
      assertThat(ProcessHandle.of(killed)).isEmpty();
      server.restart();
      assertThat(server.pid()).isNotEqualTo(killed);
      assertThat(ask(server, "SELECT count(*) FROM t")).isEqualTo("1000");
    }
    try (LocalPostgres server = LocalPostgres.start(options)) {
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(ask(server, "SELECT sum(a) FROM t")).isEqualTo("500500");
    }
  }

  @Test
  void isSetUpForLogicalDecodingAndAsksForThePassword() throws Exception {
    try (LocalPostgres server = LocalPostgres.start(PostgresOptions.in(directory))) {
      assertThat(ask(server, "SHOW wal_level")).isEqualTo("logical");
      assertThat(ask(server, "SHOW max_connections")).isEqualTo("200");
      assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(server, "SHOW server_version")).startsWith("18.");
      assertThat(ask(server, "SELECT current_database()")).isEqualTo("hindcast");
      assertThat(Files.readString(server.log())).contains("ready to accept connections");
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  private static void run(LocalPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(LocalPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(LocalPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }
}

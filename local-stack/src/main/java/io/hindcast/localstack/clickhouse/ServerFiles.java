package io.hindcast.localstack.clickhouse;

import io.hindcast.localstack.download.Sha256;
import io.hindcast.localstack.server.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The files that a ClickHouse server reads at its start.
 *
 * @param directory the server's directory
 * @param memoryBytes cap of the whole server
 */
record ServerFiles(Path directory, long memoryBytes) {
  private static final int SHARD_LETTERS = 3;

  Path data() {
    return directory.resolve("data");
  }

  Path userFiles() {
    return directory.resolve("user_files");
  }

  Path configuration() {
    return directory.resolve("config.xml");
  }

  /** Writes them; data of an earlier start stays. */
  void write(ClickHouseEndpoint endpoint, String engine) {
    PrivateFile.directory(data());
    PrivateFile.directory(userFiles());
    PrivateFile.directory(directory.resolve("backups"));
    PrivateFile.directory(directory.resolve("tmp"));
    PrivateFile.write(
        directory.resolve("users.xml"), users(endpoint.user(), Sha256.of(endpoint.password())));
    PrivateFile.write(configuration(), configurationText(engine));
  }

  /**
   * Puts the {@code system} database on disk. The embedded engine keeps it in memory otherwise, and
   * then the second start fails on the tables of {@code query_log} that it finds there.
   */
  void persistSystemDatabase() {
    Path metadata = data().resolve("metadata");
    if (Files.exists(metadata.resolve("system.sql"))) {
      return;
    }
    String uuid = UUID.randomUUID().toString();
    Path store = data().resolve("store").resolve(uuid.substring(0, SHARD_LETTERS)).resolve(uuid);
    try {
      Files.createDirectories(metadata);
      Files.createDirectories(store);
      Files.createSymbolicLink(metadata.resolve("system"), metadata.relativize(store));
      Files.writeString(
          metadata.resolve("system.sql"),
          "ATTACH DATABASE _ UUID '" + uuid + "'\nENGINE = Atomic\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the system database in " + data(), e);
    }
  }

  /** Writes what a container needs, which has users and directories of its own. */
  void writeForContainer() {
    PrivateFile.directory(userFiles());
    PrivateFile.write(configuration(), "<clickhouse>" + sharedSettings() + "</clickhouse>");
    readableForContainer();
  }

  /** The server in the container runs as another user. */
  private void readableForContainer() {
    try {
      Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(userFiles(), PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the files in " + directory, e);
    }
  }

  private String configurationText(String engine) {
    return """
    <clickhouse>
      %s
      <users_config>users.xml</users_config>
      <user_files_path>%s/</user_files_path>
      <tmp_path>%s/</tmp_path>
      <backups><allowed_path>%s/</allowed_path></backups>
      <keep_alive_timeout>10</keep_alive_timeout>
      %s
    </clickhouse>
    """
        .formatted(
            engine,
            userFiles(),
            directory.resolve("tmp"),
            directory.resolve("backups"),
            sharedSettings());
  }

  /** Settings that every way of running the server shares. */
  private String sharedSettings() {
    return """
      <max_server_memory_usage>%d</max_server_memory_usage>
      <max_concurrent_queries>200</max_concurrent_queries>
      <background_pool_size>4</background_pool_size>
      <background_common_pool_size>4</background_common_pool_size>
      <background_schedule_pool_size>16</background_schedule_pool_size>
      <mark_cache_size>268435456</mark_cache_size>
      <shutdown_wait_unfinished>1</shutdown_wait_unfinished>
      <timezone>UTC</timezone>
      <query_log>
        <database>system</database>
        <table>query_log</table>
        <flush_interval_milliseconds>1000</flush_interval_milliseconds>
      </query_log>
      <query_views_log>
        <database>system</database>
        <table>query_views_log</table>
        <flush_interval_milliseconds>1000</flush_interval_milliseconds>
      </query_views_log>
      <part_log>
        <database>system</database>
        <table>part_log</table>
        <flush_interval_milliseconds>1000</flush_interval_milliseconds>
      </part_log>
    """
        .formatted(memoryBytes);
  }

  /**
   * The {@code default} user is the launcher's own session. It has no password and comes from the
   * same address as everybody else, so its quota ends with the three statements of the launcher.
   */
  private static String users(String user, String passwordSha256) {
    return """
    <clickhouse>
      <profiles><default/></profiles>
      <quotas>
        <default/>
        <launcher>
          <interval><duration>2147483647</duration><queries>3</queries></interval>
        </launcher>
      </quotas>
      <users>
        <default>
          <password></password>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>default</profile>
          <quota>launcher</quota>
          <grants>
            <query>GRANT SYSTEM LISTEN ON *.*</query>
            <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
            <query>GRANT READ ON FILE</query>
          </grants>
        </default>
        <%1$s>
          <password_sha256_hex>%2$s</password_sha256_hex>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>default</profile>
          <quota>default</quota>
          <access_management>1</access_management>
          <named_collection_control>1</named_collection_control>
        </%1$s>
      </users>
    </clickhouse>
    """
        .formatted(user, passwordSha256);
  }
}

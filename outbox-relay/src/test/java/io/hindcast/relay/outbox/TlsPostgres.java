package io.hindcast.relay.outbox;

import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;

/** A server that takes connections with TLS only. */
record TlsPostgres(LocalPostgres server, Path certificate) implements AutoCloseable {
  private static final char[] PASSWORD = "of a test".toCharArray();
  private static final String ALIAS = "server";

  static TlsPostgres start(Path directory)
      throws IOException, GeneralSecurityException, SQLException {
    LocalPostgres server = LocalPostgres.start(PostgresOptions.in(directory));
    Path data = directory.resolve("data");
    Path certificate = data.resolve("server.crt");
    Path key = data.resolve("server.key");
    KeyStore keys = keys(directory.resolve("keys.p12"));
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        hostssl all         all 127.0.0.1/32 scram-sha-256
        hostssl replication all 127.0.0.1/32 scram-sha-256
        """);
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET ssl = on");
      statement.execute("SELECT pg_reload_conf()");
    }
    return new TlsPostgres(server, certificate);
  }

  /** A certificate that no server has. */
  static Path otherCertificate(Path directory) throws IOException, GeneralSecurityException {
    KeyStore keys = keys(directory.resolve("other.p12"));
    return Files.writeString(
        directory.resolve("other.crt"),
        pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
  }

  private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    int code = new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    if (code != 0) {
      throw new IllegalStateException("keytool ended with exit code " + code);
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static String pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }

  @Override
  public void close() {
    server.close();
  }
}

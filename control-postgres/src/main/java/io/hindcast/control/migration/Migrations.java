package io.hindcast.control.migration;

import io.hindcast.control.database.Database;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies {@code db/migration/<service>/V*.sql} to the database's schema. */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int CONNECT_RETRIES = 20;

  private Migrations() {}

  /**
   * Creates the schema if it is missing and applies what is new, each migration in its transaction.
   * Several processes may call this at the same time: an advisory lock lets one work and the others
   * wait. Waits for a server that is still starting.
   *
   * @throws HindcastException INTERNAL when a migration fails or an applied one was changed
   */
  public static void migrate(Database database, String service) {
    try {
      MigrateResult result = flyway(database, service).migrate();
      LOG.info(
          "Schema {} is at version {}; {} migrations applied",
          service,
          result.targetSchemaVersion == null
              ? result.initialSchemaVersion
              : result.targetSchemaVersion,
          result.migrationsExecuted);
    } catch (FlywayException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL,
          "Schema %s cannot be migrated: %s".formatted(service, e.getMessage()),
          e);
    }
  }

  private static Flyway flyway(Database database, String service) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database.dataSource())
        .schemas(database.schema())
        .defaultSchema(database.schema())
        .createSchemas(true)
        .locations("classpath:db/migration/" + service)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(1)
        .load();
  }
}

package io.hindcast.control.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import java.util.Locale;

/**
 * Speaks for a service that does not run, in tests and benchmarks of those that listen to it. It
 * needs the database for that, as the service does.
 */
public final class StandIn implements AutoCloseable {
  private final Database database;

  private StandIn(Database database) {
    this.database = database;
  }

  /** For this service, whose schema is made if it is missing. */
  public static StandIn of(Sender service, String jdbcUrl, String user, String password) {
    String schema = service.name().toLowerCase(Locale.ROOT);
    Database database = Database.open(new DatabaseSettings(jdbcUrl, user, password, 2, schema));
    Migrations.migrate(database, schema);
    return new StandIn(database);
  }

  /** Writes the message into the service's outbox; a relay that runs publishes it. */
  public void say(OutboxMessage message) {
    database.inTransaction(tx -> {
      Outbox.insertAgain(tx, message);
      return true;
    });
  }

  @Override
  public void close() {
    database.close();
  }
}

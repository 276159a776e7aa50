package io.hindcast.warehouse.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import io.hindcast.core.error.ErrorCode;

/**
 * Runs transforms through the client beneath the JDBC driver: only that one reports how much a
 * statement read, and sends the user's SQL as it is.
 */
final class TransformClient implements AutoCloseable {
  private final ClickHouseConfig config;
  private final Pins pins;
  private final Client client;

  TransformClient(ClickHouseConfig config, Pins pins) {
    this.pins = pins;
    this.config = config;
    client =
        new Client.Builder()
            .addEndpoint(config.url().toString())
            .setOptions(DriverSettings.of(config))
            .build();
  }

  /** What a statement has read. */
  record Reading(long rows, long bytes) {}

  /** Returns when the statement has ended; any error on its way is thrown. */
  Reading run(String doing, String queryId, Command command) {
    CommandSettings settings = new CommandSettings();
    settings.setQueryId(queryId);
    settings.waitEndOfQuery(true);
    // As they are: the client's own argument for them escapes once more.
    settings.setOption(DriverSettings.PARAMETERS, command.parameters());
    if (command.isLong()) {
      settings.setOption(DriverSettings.PARAMETERS_IN_BODY, true);
    }
    try {
      command.withAll(pins.values()).settings().forEach(settings::serverSetting);
      CommandResponse response = client.execute(command.sql(), settings).get();
      Reading reading = new Reading(response.getReadRows(), response.getReadBytes());
      response.close();
      return reading;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineError.translate(config.at(doing), ErrorCode.QUERY_KILLED, e);
    } catch (Exception e) { // close() declares it, and the client throws unchecked ones of its own.
      throw EngineError.translate(config.at(doing), ErrorCode.TRANSFORM_FAILED, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

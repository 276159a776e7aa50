package io.hindcast.warehouse.clickhouse;

import com.clickhouse.client.api.ClientConfigProperties;
import java.time.Duration;
import java.util.Map;

/** What both drivers are told. */
final class DriverSettings {
  /** Where the driver looks for a statement's parameters; JDBC has no method for it. */
  static final String PARAMETERS = "statement_params";

  /** Sends parameters in the body, since a URL has a limit. */
  static final String PARAMETERS_IN_BODY = ClientConfigProperties.HTTP_SEND_PARAMS_IN_BODY.getKey();

  /** Shorter than the server's own, so that no request meets a connection that it just closed. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private static final int BUFFER_BYTES = 32_768;

  private DriverSettings() {}

  static Map<String, String> of(ClickHouseConfig config) {
    return Map.ofEntries(
        entry(ClientConfigProperties.USER, config.user()),
        entry(ClientConfigProperties.PASSWORD, config.password()),
        entry(ClientConfigProperties.CLIENT_NAME, "hindcast"),
        entry(ClientConfigProperties.HTTP_MAX_OPEN_CONNECTIONS, config.connectionsMax()),
        entry(ClientConfigProperties.CONNECTION_TIMEOUT, config.connectTimeout().toMillis()),
        entry(ClientConfigProperties.SOCKET_OPERATION_TIMEOUT, config.queryTimeout().toMillis()),
        entry(ClientConfigProperties.SOCKET_KEEPALIVE_OPT, true),
        entry(ClientConfigProperties.SOCKET_TCP_NO_DELAY_OPT, true),
        entry(ClientConfigProperties.HTTP_KEEP_ALIVE_TIMEOUT, KEEP_ALIVE.toMillis()),
        entry(ClientConfigProperties.CLIENT_NETWORK_BUFFER_SIZE, BUFFER_BYTES),
        entry(ClientConfigProperties.COMPRESS_SERVER_RESPONSE, false),
        // A statement whose answer got lost may have run: repeating an EXCHANGE swaps back.
        entry(ClientConfigProperties.RETRY_ON_FAILURE, 0));
  }

  private static Map.Entry<String, String> entry(ClientConfigProperties key, Object value) {
    return Map.entry(key.getKey(), String.valueOf(value));
  }
}

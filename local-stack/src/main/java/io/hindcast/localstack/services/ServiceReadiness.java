package io.hindcast.localstack.services;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.BooleanSupplier;

/** Asks a service's management port whether the service is ready. */
record ServiceReadiness(int port) implements BooleanSupplier {
  private static final int TIMEOUT_MS = 2_000;

  @Override
  public boolean getAsBoolean() {
    try {
      URI health = URI.create("http://127.0.0.1:" + port + "/health/ready");
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // Not listening yet; the caller asks again until its own time is up.
      return false;
    }
  }
}

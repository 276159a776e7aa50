package io.hindcast.localstack.clickhouse;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a server whether it serves. */
final class Ping {
  private static final int TIMEOUT_MS = 2_000;

  private Ping() {}

  /** The connection is not kept: an idle one would delay a clean stop by seconds. */
  static boolean answers(String url) {
    try {
      HttpURLConnection ping =
          (HttpURLConnection) URI.create(url + "/ping").toURL().openConnection();
      ping.setRequestProperty("Connection", "close");
      ping.setConnectTimeout(TIMEOUT_MS);
      ping.setReadTimeout(TIMEOUT_MS);
      return ping.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      // Not yet; the caller asks again until its own time is up.
      return false;
    }
  }
}

package io.hindcast.localstack.clickhouse;

import java.net.URI;

/** Where a server listens and how to sign in; its text form hides the password. */
record ClickHouseEndpoint(String url, int tcpPort, String user, String password) {
  int httpPort() {
    return URI.create(url).getPort();
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}

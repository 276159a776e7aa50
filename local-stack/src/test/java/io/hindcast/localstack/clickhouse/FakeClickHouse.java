package io.hindcast.localstack.clickhouse;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * A main for tests that looks like the {@code clickhouse} binary: it reads the file and answers.
 */
public final class FakeClickHouse {
  private FakeClickHouse() {}

  public static void main(String[] args) throws Exception {
    if (!args[0].equals("server")) {
      throw new IllegalArgumentException("Expected 'server', found '" + args[0] + "'");
    }
    Path file = Path.of(args[1].substring("--config-file=".length()));
    var settings = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    String port = settings.getElementsByTagName("http_port").item(0).getTextContent();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("Serving");
  }
}

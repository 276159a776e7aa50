package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.planner.survey.Surveyor;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.warehouse.SurveyLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans of specs that name an address: nobody is to be called for one that is refused. */
class UnaskedIT {
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer listener;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          byte[] answer = "2020-01-01,7\n".getBytes(StandardCharsets.UTF_8);
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(200, head ? -1 : answer.length);
          if (!head) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    listener.start();
    scene = new Scene();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
    listener.stop(0);
  }

  @Test
  void aRefusedStatementCallsNobody() throws IOException {
    assertRefused(statement("SELECT c1 AS day, c2 AS n FROM url('%s', CSV)".formatted(address())));
    assertRefused(
        statement(
            "SELECT toDate('2020-01-01') AS day, (SELECT sum(c2) FROM url('%s', CSV)) AS n"
                .formatted(address())));
    assertRefused(statement("SELECT day, n FROM remote('127.0.0.1:%d', a.b)".formatted(port())));

    assertThat(calls).hasValue(0);
  }

  @Test
  void noQueryBesideTheStatementCallsAnybody() throws IOException {
    String query = "SELECT count() FROM url('%s', CSV)".formatted(address());
    assertRefused(
        scene.yaml(
            1,
            3,
            "checks: [{rowCount: {equals: \"%s WHERE {from:Date} < {to:Date}\"}}]"
                .formatted(query)));
    assertRefused(scene.yaml(1, 3, "pacing: {throttle: {query: \"%s\"}}".formatted(query)));

    assertThat(calls).hasValue(0);
  }

  /** Otherwise nobody would know whether such a call is noticed here. */
  @Test
  void anAcceptedStatementMayCall() throws IOException {
    PlanOutcome unused =
        plan(
            statement("SELECT c1 AS day, c2 AS n FROM url('%s', CSV)".formatted(address()))
                .replace("grain: 1d", "grain: 1d\n    nondeterministic: accept"));

    assertThat(calls.get()).isPositive();
  }

  private void assertRefused(String yaml) {
    assertThat(plan(yaml))
        .isInstanceOfSatisfying(
            PlanOutcome.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                    .extracting(Finding::code)
                    .contains(ErrorCode.NONDETERMINISTIC)
                    .doesNotContain(ErrorCode.TRANSFORM_FAILED, ErrorCode.SPEC_INVALID));
  }

  private PlanOutcome plan(String yaml) {
    SpecOutcome outcome = new YamlSpecReader().read(yaml);
    assertThat(outcome).isInstanceOf(SpecOutcome.Parsed.class);
    return new Surveyor(
            scene.planner.warehouse,
            new PostgresBackfillStore(scene.planner.database),
            new Surveyor.Settings("hindcast", SurveyLimits.of(Duration.ofSeconds(30)), true),
            scene.planner::now)
        .plan(((SpecOutcome.Parsed) outcome).spec());
  }

  private String statement(String sql) {
    String yaml = scene.yaml(1, 3, "");
    int from = yaml.indexOf("      SELECT toDate(at)");
    int to = yaml.indexOf("  range:");
    return yaml.substring(0, from)
        + "      "
        + sql
        + " WHERE {from:Date} < {to:Date}\n"
        + yaml.substring(to);
  }

  private int port() {
    return listener.getAddress().getPort();
  }

  private String address() {
    return "http://127.0.0.1:%d/days.csv".formatted(port());
  }
}

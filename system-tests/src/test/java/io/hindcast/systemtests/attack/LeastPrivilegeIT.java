package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.Connection;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.services.LocalHindcast;
import io.hindcast.systemtests.stack.ClickHouse;
import io.hindcast.systemtests.stack.Sales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The services as users that may do what own-servers.md says, and nothing else. */
@Timeout(400)
class LeastPrivilegeIT {
  private static final Path PAGE = Path.of("..", "docs", "own-servers.md");
  private static final Pattern GRANT = Pattern.compile("(?m)^(GRANT .+) TO hindcast_([a-z]+);$");
  private static final Set<String> SERVICES = Set.of("planner", "worker", "validator", "relay");
  private static final String PASSWORD = "of-a-test";
  private static final Set<String> ENDED =
      Set.of("SWAPPED", "ROLLED_BACK", "FAILED", "CANCELLED", "REJECTED", "HOT_PARTITION");

  @Test
  void backfillsRunAndGoBackWithTheRightsOfThePage(@TempDir Path directory) throws IOException {
    Map<String, List<String>> grants = grants();
    assertThat(grants.keySet()).isEqualTo(SERVICES);
    assertThat(grants.values().stream().flatMap(List::stream).toList())
        .noneMatch(grant -> grant.contains("system.*") || grant.contains("query_log"))
        .noneMatch(grant -> grant.contains("ALL") || grant.contains("CREATE FUNCTION"));
    writeUsers(directory, grants);
    Map<String, Map<String, String>> own = new HashMap<>();
    SERVICES.forEach(service -> own.put(service, settings(service)));

    try (LocalStack stack = LocalStack.start(StackOptions.in(directory))) {
      assumeTrue(stack.clickhouse().isOurs(), "Another server has other users");
      ClickHouse clickhouse = new ClickHouse(stack.clickhouse());
      clickhouse.execute("CREATE DATABASE IF NOT EXISTS hindcast");
      Sales sales = Sales.create(clickhouse, "sales");
      try (LocalHindcast services =
              LocalHindcast.start(stack, directory.resolve("services"), 1, Map.of(), own);
          PlannerApi api = new PlannerApi(new Connection(services.api(), services.apiToken()))) {
        swapsAndGoesBack(api, sales, clickhouse);
        seesWhatOthersWrite(stack.clickhouse(), clickhouse);
        assertThat(api.doctor().value().ok()).isTrue();
      }
    }
  }

  private static void swapsAndGoesBack(PlannerApi api, Sales sales, ClickHouse clickhouse) {
    List<String> before = sales.found(clickhouse);
    String spec = sales.spec();
    UUID id = end(api, spec, "SWAPPED");
    assertThat(sales.found(clickhouse)).isEqualTo(sales.expected(clickhouse));
    var unused = api.control(id, "ROLLBACK", Optional.of("a test"));
    await(api, id, "ROLLED_BACK");
    assertThat(sales.found(clickhouse)).isEqualTo(before);

    UUID carried = end(api, spec.replace("swap: {", "swap: {lateRows: carry, "), "SWAPPED");
    assertThat(carried).isNotEqualTo(id);
    assertThat(sales.found(clickhouse)).isEqualTo(sales.expected(clickhouse));
    end(
        api,
        spec.replace(
            "  execution:", "  pacing: {throttle: {merges: 1000, diskFree: 0.1%}}\n  execution:"),
        "SWAPPED");
    end(api, sales.failingSpec(), "FAILED");
  }

  /** Otherwise a swap would not wait for them, and their rows would be lost. */
  private static void seesWhatOthersWrite(LocalClickHouse server, ClickHouse administrator) {
    CompletableFuture<String> slow =
        administrator.start(
            "INSERT INTO sales.daily SELECT toDate('2021-03-01'), sleepEachRow(1) FROM numbers(60)"
                + " SETTINGS max_block_size = 1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                new ClickHouse(server, "hindcast_relay", PASSWORD)
                    .number(
                        "SELECT count() FROM system.processes WHERE user != currentUser()"
                            + " AND query LIKE 'INSERT INTO sales.daily%'"),
            found -> found == 1);
    administrator.execute("KILL QUERY WHERE query LIKE 'INSERT INTO sales.daily%' SYNC");
    assertThat(slow).failsWithin(Duration.ofSeconds(30));
  }

  private static UUID end(PlannerApi api, String spec, String state) {
    UUID id = UUID.randomUUID();
    var unused = api.submit(spec, id);
    await(api, id, state);
    return id;
  }

  private static void await(PlannerApi api, UUID id, String state) {
    boolean back = state.equals("ROLLED_BACK");
    Backfill found =
        Awaitility.await("backfill " + id)
            .atMost(Duration.ofSeconds(100))
            .until(
                () -> find(api, id),
                it ->
                    it.map(Backfill::state)
                        .filter(now -> now.equals(state) || (ENDED.contains(now) && !back))
                        .isPresent())
            .orElseThrow();
    assertThat(found.state()).as("%s", found.reason()).isEqualTo(state);
  }

  private static Optional<Backfill> find(PlannerApi api, UUID id) {
    try {
      return Optional.of(api.backfill(id).value());
    } catch (ApiRefused e) { // It is on its way to the planner.
      return Optional.empty();
    }
  }

  /** By service. */
  private static Map<String, List<String>> grants() throws IOException {
    Map<String, List<String>> grants = new TreeMap<>();
    Matcher line = GRANT.matcher(Files.readString(PAGE));
    while (line.find()) {
      grants.computeIfAbsent(line.group(2), ignored -> new ArrayList<>()).add(line.group(1));
    }
    return grants;
  }

  private static Map<String, String> settings(String service) {
    Map<String, String> settings = new HashMap<>();
    settings.put("warehouse.user", "hindcast_" + service);
    settings.put("warehouse.password", PASSWORD);
    if (service.equals("planner")) {
      settings.put("planner.survey.one-user", "false");
    }
    return settings;
  }

  private static void writeUsers(Path directory, Map<String, List<String>> grants)
      throws IOException {
    StringBuilder users = new StringBuilder("<clickhouse><users>");
    grants.forEach((service, own) -> {
      users
          .append("<hindcast_%1$s><password>%2$s</password>".formatted(service, PASSWORD))
          .append("<networks><ip>127.0.0.1</ip></networks>")
          .append("<profile>default</profile><quota>default</quota><grants>");
      own.forEach(grant -> users.append("<query>%s</query>".formatted(grant)));
      users.append("</grants></hindcast_%s>".formatted(service));
    });
    Path place = Files.createDirectories(directory.resolve("clickhouse").resolve("users.d"));
    Files.writeString(place.resolve("services.xml"), users.append("</users></clickhouse>"));
  }
}

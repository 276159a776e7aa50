package io.hindcast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingCommandsTest {
  private static final String RUNS =
      """
      {"backfills":[{"backfillId":"%s","name":"route-daily-delay-fix","owner":"analytics",
        "target":"flights.route_daily","state":"SWAPPED","percent":100,
        "submittedAt":"2026-01-02T03:04:05.678Z"}]}
      """
          .formatted(Samples.ID);

  @TempDir Path directory = Path.of("");

  private final FakePlanner planner = new FakePlanner();

  @AfterEach
  void stop() {
    planner.close();
  }

  private CliRun.Result run(String... arguments) {
    return new CliRun(directory).against(planner).run(arguments);
  }

  @Test
  void statusShowsWhatABackfillDoes() {
    planner.on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("RUNNING", 62));
    CliRun.Result result = run("status", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .contains(
            "route-daily-delay-fix  " + Samples.ID + "  RUNNING",
            "  target      flights.route_daily, 2001-01-01 to 2001-07-01",
            "  progress    62 %, 112 of 181 partitions, 12 of 19 tasks",
            "  rows        1,843,200 read, 350,000 written, 921,600 rows/s",
            "  WAVE  UP TO  PARTITIONS  TASKS  STATE",
            "     1    1 %           2    1/1  PASSED",
            "     1  rowCount  PASSED   6000      6000");
  }

  @Test
  void statusAndWatchSayWhatMakesABackfillGoSlower() {
    planner
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.paced())
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.paced())
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("SWAPPED", 100));
    CliRun.Result status = run("status", Samples.ID);
    assertThat(status.out().lines())
        .contains(
            "  pool        team-a, priority 50; tasks: 2 run, 2 granted, 3 of 8 permitted",
            "  window      50 % from 08:00 to 18:00 (Europe/Berlin)",
            "  throttle    throttled to 3: merges 12, limit 10",
            "  budget      cpuSeconds 85 of 100",
            "  PACE SINCE           BECAUSE OF   TASKS",
            "  2026-01-02 03:04:05  THROTTLE    6 -> 3  merges 12, limit 10");
    assertThat(run("watch", Samples.ID).out())
        .containsOnlyOnce("  throttled to 3: merges 12, limit 10");
    assertThat(run("status", Samples.ID).out()).contains("SWAPPED").doesNotContain("  pool  ");
  }

  @Test
  void watchNamesTheRoundAndTellsOnceWhatIsRepeated() {
    String again =
        Samples.backfill("SWAPPING", 100)
            .replace("\"catchUpRounds\":0", "\"catchUpRounds\":2")
            .replace("\"warnings\":[]", "\"warnings\":[\"Waiting, is being tried again: X\"]");
    planner
        .on("GET /v1/backfills/" + Samples.ID, 200, again)
        .on("GET /v1/backfills/" + Samples.ID, 200, again)
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("SWAPPED", 100));

    assertThat(run("watch", Samples.ID).out())
        .containsOnlyOnce("SWAPPING")
        .contains("  catch-up 2")
        .containsOnlyOnce("Waiting, is being tried again: X");
  }

  @Test
  void poolsShowWhoHasTheSlotsAndWhoWaits() {
    planner.on(
        "GET /v1/pools",
        200,
        """
        {"pools":[
          {"pool":"default","slots":16,"usable":16,"used":0,
           "throttle":{"phase":"OPEN","slots":null,"reason":""},"backfills":[]},
          {"pool":"nightly","slots":2,"usable":1,"used":0,
           "throttle":{"phase":"THROTTLED","slots":1,"share":0.25,"reason":"merges 9, limit 8"},
           "backfills":[]},
          {"pool":"team-a","slots":4,"usable":2,"used":2,
           "throttle":{"phase":"THROTTLED","slots":2,"share":1.0,"reason":"memory 91 %, limit 85 %"},
           "backfills":[
             {"backfillId":"0b9c7c1e","name":"sales","priority":50,"ceiling":4,"granted":2,
              "running":2,"waiting":true,"hold":""},
             {"backfillId":"1c9c7c1e","name":"stock","priority":90,"ceiling":0,"granted":0,
              "running":0,"waiting":false,"hold":"budget rows 100 %"}]}]}
        """);
    CliRun.Result result = run("pools");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .contains(
            "POOL     USED  USABLE  SLOTS  BACKFILLS  WAITING  THROTTLE",
            "default     0      16     16          0        0  open",
            "nightly     0       1      2          0        0  throttled to 1 for 25 % of the time: merges"
                + " 9, limit 8",
            "team-a      2       2      4          2        1  throttled to 2: memory 91 %, limit 85 %",
            "  team-a    BACKFILL  PRIORITY  RUNNING  GRANTED  PERMITTED",
            "  0b9c7c1e  sales           50        2        2          4  WAITS",
            "  1c9c7c1e  stock           90        0        0          0  HELD: budget rows 100 %");
  }

  @Test
  void statusTakesTheBeginningOfAnId() {
    planner
        .on("GET /v1/backfills?limit=200", 200, RUNS)
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("SWAPPED", 100));
    assertThat(run("status", "0b9c").exitCode()).isZero();
    assertThat(run("status", "ffff").exitCode()).isEqualTo(4);
    assertThat(run("status", "zz").exitCode()).isEqualTo(2);
  }

  @Test
  void statusOfAnUnknownBackfillIsRefused() {
    CliRun.Result result = run("status", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).isEqualToIgnoringNewLines("hindcast: Nothing here");
  }

  @Test
  void watchStreamsChangesAsLinesOfJson() {
    planner
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("RUNNING", 62))
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("RUNNING", 62))
        .on("GET /v1/backfills/" + Samples.ID, 200, Samples.failed());
    CliRun.Result result = run("watch", "-o", "json", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"backfillId\""));
  }

  @Test
  void runsFiltersAndAligns() {
    planner.on("GET /v1/backfills?limit=5&state=SWAPPED&name=a+b", 200, RUNS);
    CliRun.Result result = run("runs", "--state", "swapped", "--name", "a b", "--limit", "5");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(Samples.ID + "  route-daily-delay-fix  flights.route_daily  SWAPPED  100 %");
  }

  @Test
  void planListsEverythingThatSpeaksAgainstASpec() throws IOException {
    Files.writeString(directory.resolve("spec.yaml"), "kind: Backfill\n");
    planner.on(
        "POST /v1/plans",
        400,
        """
        {"code":"SCHEMA_INCOMPATIBLE","message":"orders is narrowed; it calls now()",
         "schemas":[{"target":"shop.daily","columns":[
           {"name":"day","yields":"Date","stores":"Date","verdict":"SAME","note":""},
           {"name":"orders","yields":"UInt64","stores":"UInt32","verdict":"NARROWING","note":"x"},
           {"name":"made","yields":"","stores":"Date","verdict":"NULL_FAILS","note":""}]}],
         "findings":[
           {"severity":"ERROR","code":"SCHEMA_INCOMPATIBLE","message":"orders is narrowed"},
           {"severity":"ERROR","code":"NONDETERMINISTIC","message":"it calls now()"},
           {"severity":"WARNING","code":"PLAN_EMPTY","message":"a gap"}]}
        """);
    CliRun.Result result = run("plan", "spec.yaml");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines())
        .containsExactly(
            "shop.daily",
            "  COLUMN  TRANSFORM YIELDS  TARGET STORES  VERDICT",
            "  day     Date              Date           same",
            "  orders  UInt64            UInt32         narrowing",
            "  made    -                 Date           null fails",
            "");
    assertThat(result.err().lines())
        .containsExactly(
            "error: orders is narrowed (SCHEMA_INCOMPATIBLE)",
            "error: it calls now() (NONDETERMINISTIC)",
            "warning: a gap (PLAN_EMPTY)");
  }

  @Test
  void planCountsWhatTheScopeLeavesOut() throws IOException {
    Files.writeString(directory.resolve("spec.yaml"), "kind: Backfill\n");
    planner.on(
        "POST /v1/plans",
        200,
        """
        {"name":"fix","target":"shop.daily","partitions":0,"tasks":0,"selection":
          {"reprocess":"changed","recomputed":0,"of":3650,"groups":[
            {"reason":"UNCHANGED","recomputed":false,"partitions":3650,"first":"20010101",
             "last":"20101229","text":"neither has changed"}]}}
        """);
    CliRun.Result result = run("plan", "spec.yaml");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .contains(
            "  result      nothing to do: a submission ends at once, with exit code 0",
            "  SCOPE     PARTITIONS  FIRST     LAST      BECAUSE",
            "  left out       3,650  20010101  20101229  neither has changed");
  }

  @Test
  void planSaysWhatWouldHappenAndEndsWithOneOnErrors() throws IOException {
    Files.writeString(directory.resolve("spec.yaml"), "kind: Backfill\n");
    planner.on(
        "POST /v1/plans",
        200,
        """
        {"name":"fix","target":"flights.route_daily","strategy":"EXCHANGE","atomic":true,
         "range":{"from":"2001-01-01T00:00:00Z","to":"2001-07-01T00:00:00Z"},
         "partitions":181,"tasks":19,"rowsToRead":2999994,"rowsToWrite":570836,
         "bytesToWrite":8388608,"diskNeeded":16777216,"diskFree":1099511627776,
         "workload":{"parallelism":4,"largestTask":900,"medianTask":300,"partitionsSplit":1,
           "chunks":5,"heaviest":[{"partition":"200103","partitions":1,"rows":4500,"tasks":5},
           {"partition":"200104","partitions":3,"rows":300,"tasks":1}]},
         "outlook":{"basis":"ASSUMED","rowsPerSecond":240000,"secondsLeft":12.5,"bytesToRead":1,
           "bytesToWrite":2,"taskSeconds":50},
         "cost":{"amount":1234.5,"currency":"EUR"},
         "waves":[{"index":1,"percent":1,"partitions":2,"tasks":1,"rowsToRead":33000}],
         "taskList":[],"dependents":[{"view":"flights.top","relation":"reads"}],
         "findings":[{"severity":"ERROR","code":"TABLE_UNKNOWN","message":"No such table"}]}
        """);
    CliRun.Result result = run("plan", "spec.yaml");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines())
        .contains(
            "fix  flights.route_daily",
            "  range       2001-01-01 to 2001-07-01",
            "  work        181 partitions in 19 tasks",
            "  write       570,836 rows, 8.0 MiB",
            "  disk        16.0 MiB needed, 1.0 TiB free",
            "  time        about 12.5 s, as fast as the last backfill of the table was",
            "  cost        about 1,234.50 EUR",
            "  skew        the largest task has 900 rows, the median 300; 1 partition is cut into 5"
                + " chunks",
            "  200103                    4,500      5",
            "  200104 and 2 more           300      1",
            "  swap        exchange, all partitions at once",
            "     1    1 %           2      1        33,000",
            "error: No such table (TABLE_UNKNOWN)");
  }

  @Test
  void controlsAreSentWithTheirReason() {
    planner.on("POST /v1/backfills/" + Samples.ID + "/controls", 202, "{}");
    CliRun.Result result = run("cancel", "--reason", "wrong range", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(planner.requests().getFirst().body())
        .isEqualTo("{\"action\":\"CANCEL\",\"reason\":\"wrong range\"}");
  }

  @Test
  void aRefusedControlEndsWithFour() {
    planner.on("GET /v1/backfills/" + Samples.ID, 200, Samples.backfill("SWAPPED", 100));
    planner.on(
        "POST /v1/backfills/" + Samples.ID + "/controls",
        409,
        "{\"code\":\"ILLEGAL_STATE\",\"message\":\"It is SWAPPED\"}");
    CliRun.Result result = run("approve", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).isEqualToIgnoringNewLines("hindcast: It is SWAPPED");
  }

  @Test
  void doctorEndsWithOneWhenSomethingIsWrong() {
    planner.on(
        "GET /v1/doctor",
        200,
        "{\"checks\":[{\"name\":\"kafka\",\"ok\":true,\"detail\":\"3 ms\"},"
            + "{\"name\":\"clickhouse\",\"ok\":false,\"detail\":\"refused\"}]}");
    CliRun.Result result = run("doctor");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines())
        .contains("kafka       ok      3 ms", "clickhouse  FAILED  refused");
  }

  @Test
  void doctorWarnsWithoutFailing() {
    planner.on(
        "GET /v1/doctor",
        200,
        "{\"checks\":[{\"name\":\"warehouse\",\"ok\":true,\"warning\":true,"
            + "\"detail\":\"5 bytes free\"}]}");
    CliRun.Result result = run("doctor");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines()).contains("warehouse  WARNING  5 bytes free");
  }
}

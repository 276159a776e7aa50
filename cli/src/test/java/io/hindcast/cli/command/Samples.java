package io.hindcast.cli.command;

/** Answers of a planner. */
final class Samples {
  static final String ID = "0b9c7c1e-6f0e-4a57-9d2a-3c1f6b0f9a11";

  private Samples() {}

  static String backfill(String state, int percent) {
    return """
    {"backfillId":"%s","name":"route-daily-delay-fix","owner":"analytics","labels":{},
     "state":"%s","paused":false,"target":"flights.route_daily",
     "range":{"from":"2001-01-01T00:00:00Z","to":"2001-07-01T00:00:00Z"},
     "transformVersion":"2.0.0","requestedBy":"ann","origin":"CLI",
     "submittedAt":"2026-01-01T00:00:00Z","generation":1,"catchUpRounds":0,"followUpRounds":0,
     "progress":{"tasksTotal":19,"tasksDone":12,"tasksRunning":2,"tasksFailed":0,
       "partitionsTotal":181,"partitionsDone":112,"rowsRead":1843200,"rowsWritten":350000,
       "percent":%d,"rowsPerSecond":921600.4,"elapsedSeconds":2.0,"etaSeconds":1.2},
     "waves":[{"index":1,"percent":1,"partitions":2,"tasks":1,"tasksDone":1,"state":"PASSED"}],
     "checks":[{"wave":1,"name":"rowCount","outcome":"PASSED","expected":"6000",
       "actual":"6000"}],
     "swaps":[],"warnings":[],"aFieldOfALaterVersion":true}
    """
        .formatted(ID, state, percent);
  }

  /** A backfill whose rollbacks and swaps forward had these outcomes; null for one under way. */
  static String reversed(String state, String... reversals) {
    return backfill(state, 100)
        .replace(
            "\"swaps\":[]",
            """
            "swaps":[{"swapId":"s","round":0,"outcome":"ROLLED_BACK","partitions":60,
              "rowsBefore":1000,"rowsAfter":998,"carriedRows":12,"exchangeMicros":1500}],
            "reversals":[%s]\
            """
                .formatted(String.join(",", reversals)));
  }

  static String reversal(int number, String direction, String outcome) {
    return """
    {"number":%d,"direction":"%s","requestedBy":"ann","requestedAt":"2026-01-01T00:00:00Z",
     "outcome":%s,"code":"SWAP_CONFLICT","message":"A later swap has touched 20010101"}\
    """
        .formatted(number, direction, outcome);
  }

  static String brokenView() {
    return backfill("SWAPPED", 100)
        .replace(
            "\"paused\":false,",
            """
            "paused":false,
            "views":[{"view":"shop.mv","intact":false,"message":"shop.mv is gone"}],
            "dependents":[{"table":"shop.sums","from":"shop.daily","action":"REBUILT",
              "backfillId":"0b9c7c1e","state":"RUNNING"}],
            """);
  }

  static String paced() {
    return backfill("RUNNING", 62)
        .replace(
            "\"paused\":false,",
            """
            "paused":false,
            "pace":{"pool":"team-a","priority":50,"parallelism":8,"ceiling":3,"granted":2,
              "running":2,"hold":"","window":"50 % from 08:00 to 18:00 (Europe/Berlin)",
              "throttle":{"phase":"THROTTLED","slots":3,"reason":"merges 12, limit 10",
                "since":"2026-01-02T03:04:05Z"},
              "budget":{"standing":"WARNED","grants":1,"used":["cpuSeconds 85 of 100"]},
              "changes":[{"at":"2026-01-02T03:04:05Z","kind":"THROTTLE","from":6,"to":3,
                "reason":"merges 12, limit 10"}]},
            """);
  }

  static String failed() {
    return backfill("FAILED", 60)
        .replace(
            "\"paused\":false,",
            "\"paused\":false,\"reason\":{\"code\":\"TRANSFORM_FAILED\",\"message\":\"Unknown"
                + " identifier 'dealy'\",\"task\":\"t-3\"},");
  }
}

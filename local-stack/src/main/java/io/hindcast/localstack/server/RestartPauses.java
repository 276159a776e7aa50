package io.hindcast.localstack.server;

import java.time.Duration;

/**
 * How long to wait before a server that died is started again: longer each time, as what fails at
 * once would otherwise keep the machine busy.
 *
 * @param deaths in a row, each soon after a start
 */
record RestartPauses(int deaths) {
  static final RestartPauses NONE = new RestartPauses(0);
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** Who has lived so long starts with the shortest pause again. */
  static final Duration CALM = Duration.ofMinutes(2);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int DOUBLINGS_MAX = 6;

  /** After one more death, of a server that had lived for that long. */
  RestartPauses died(Duration lived) {
    return new RestartPauses(lived.compareTo(CALM) >= 0 ? 1 : deaths + 1);
  }

  /** The pause before the next start. */
  Duration pause() {
    Duration doubled = SHORTEST.multipliedBy(1L << Math.clamp(deaths - 1, 0, DOUBLINGS_MAX));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}

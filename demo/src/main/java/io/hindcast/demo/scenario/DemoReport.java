package io.hindcast.demo.scenario;

import java.util.List;

/**
 * What the demonstration ends with.
 *
 * @param ok whether every claim holds
 * @param ratioToBareEngine how much longer than the bare engine it took until the first swap
 */
record DemoReport(
    boolean ok,
    Findings findings,
    Timing timing,
    double rowsPerSecond,
    double ratioToBareEngine,
    List<Claim> claims) {

  static DemoReport of(Findings findings, Timing timing) {
    List<Claim> claims = new Claims(findings).all();
    return new DemoReport(
        claims.stream().allMatch(Claim::holds),
        findings,
        timing,
        timing.rowsPerSecond(),
        timing.ratioToBareEngine(),
        claims);
  }
}

package io.hindcast.demo.scenario;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.terminal.Figures;
import java.util.List;

/** What the findings must show. */
final class Claims {
  private final Findings found;

  Claims(Findings found) {
    this.found = found;
  }

  List<Claim> all() {
    return List.of(
        data(),
        swapped(),
        event(),
        checks(),
        sameAsFresh(),
        bugGone(),
        kept(),
        reads(),
        mixes(),
        order(),
        late(),
        newDays());
  }

  private Claim data() {
    FlightTables.Loaded loaded = found.loaded();
    return new Claim(
        "The table had the bug in every day before",
        loaded.asExpected() && loaded.withNegativeDelay() == loaded.days(),
        "%s flights, %s rows in %d partitions, negative averages in %d of them"
            .formatted(
                Figures.count(loaded.flights()),
                Figures.count(loaded.routeDays()),
                loaded.days(),
                loaded.withNegativeDelay()));
  }

  private Claim swapped() {
    Backfill backfill = found.backfill();
    Backfill.Reason reason = backfill.reason();
    return new Claim(
        "The backfill was swapped in",
        backfill.outcome() == Outcome.SUCCEEDED,
        reason == null ? "state " + backfill.state() : backfill.state() + ": " + reason.message());
  }

  private Claim event() {
    boolean all = found.swaps().stream().anyMatch(it -> it.partitions() == FlightTables.DAYS);
    return new Claim(
        "The swap event arrived downstream",
        all && found.swaps().size() == found.backfill().swaps().size(),
        "%d received, %d swaps executed, the first one of %d partitions"
            .formatted(
                found.swaps().size(),
                found.backfill().swaps().size(),
                found.swaps().isEmpty() ? 0 : found.swaps().getFirst().partitions()));
  }

  private Claim checks() {
    long failed =
        found.backfill().checks().stream().filter(it -> !it.outcome().equals("PASSED")).count();
    int total = found.backfill().checks().size();
    return new Claim(
        "All checks passed", total > 0 && failed == 0, (total - failed) + " of " + total);
  }

  private Claim sameAsFresh() {
    FlightTables.Differences differences = found.differences();
    return new Claim(
        "The table equals a fresh run over the source, row for row",
        differences.missing() == 0 && differences.surplus() == 0,
        "%s rows, %d missing, %d surplus"
            .formatted(
                Figures.count(found.contentAfter().rows()),
                differences.missing(),
                differences.surplus()));
  }

  private Claim bugGone() {
    return new Claim(
        "The bug is gone and no flight is missing",
        found.contentAfter().daysWithTheBug() == 0
            && found.contentAfter().flights() == found.flightsInSource(),
        "negative averages in %d days; %s flights in the source, %s in the table"
            .formatted(
                found.contentAfter().daysWithTheBug(),
                Figures.count(found.flightsInSource()),
                Figures.count(found.contentAfter().flights())));
  }

  private Claim kept() {
    return new Claim(
        "The version from before is kept unchanged",
        found.keptFromBefore().equals(found.contentBefore()),
        found.swaps().isEmpty() ? "no swap" : found.swaps().getFirst().previousTable());
  }

  private Claim reads() {
    return new Claim(
        "No read failed",
        found.readFailures().isEmpty() && found.reads().total() > 0,
        "%d failed of %s%s"
            .formatted(
                found.readFailures().size(),
                Figures.count(found.reads().total() + found.readFailures().size()),
                firstOf(found.readFailures())));
  }

  private Claim mixes() {
    ReadAudit reads = found.reads();
    boolean bothSeen = reads.perVersion().getFirst() > 0 && reads.perVersion().getLast() > 0;
    return new Claim(
        "No read saw a mix of versions",
        reads.mixed() == 0 && bothSeen,
        "%d mixed; by version: %s; %d under way during the first swap"
            .formatted(reads.mixed(), reads.perVersion(), reads.acrossSwap()));
  }

  private Claim order() {
    return new Claim(
        "No read went back to an older version",
        found.reads().backwards() == 0,
        found.reads().backwards() + " did");
  }

  private Claim late() {
    return tally("Late flights: none lost, none duplicated", found.late(), "");
  }

  private Claim newDays() {
    return tally(
        "Rows of new days: none lost, none duplicated",
        found.newDays(),
        firstOf(found.writeFailures()));
  }

  private Claim tally(String name, Tally tally, String more) {
    return new Claim(
        name,
        tally.exact() && tally.acknowledged() > 0 && found.writeFailures().isEmpty(),
        "%s acknowledged, %d lost, %d duplicated%s"
            .formatted(
                Figures.count(tally.acknowledged()), tally.lost(), tally.duplicated(), more));
  }

  private static String firstOf(List<String> failures) {
    return failures.isEmpty() ? "" : "; the first: " + failures.getFirst();
  }
}

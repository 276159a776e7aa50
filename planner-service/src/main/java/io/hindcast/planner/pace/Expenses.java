package io.hindcast.planner.pace;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.Pacer;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.pace.UsageLedger;
import io.hindcast.warehouse.UsageProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What backfills with a budget have used. Minutes that nothing can be added to any more are settled
 * in the store; younger ones, and what runs, are read from the warehouse each time.
 */
final class Expenses {
  private static final Logger LOG = LoggerFactory.getLogger(Expenses.class);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than a warehouse takes to write its log. */
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

  private final UsageProbe probe;
  private final Pools pools;
  private final String workingDatabase;

  Expenses(UsageProbe probe, Pools pools, String workingDatabase) {
    this.probe = probe;
    this.pools = pools;
    this.workingDatabase = workingDatabase;
  }

  /**
   * What the warehouse says.
   *
   * @param since from where on it was asked
   */
  record Statement(Instant since, Optional<UsageProbe.Report> report) {}

  /** Asks for what is not settled. Without a budget nobody wants to know. */
  Optional<Statement> ask(Paced paced, Instant since) {
    return paced.pacing().budget().none()
        ? Optional.empty()
        : Optional.of(new Statement(since, report(paced.pace(), since)));
  }

  private Optional<UsageProbe.Report> report(Pace pace, Instant since) {
    try {
      String prefix = new BackfillNames(pace.backfillId(), workingDatabase).queryIdPrefix();
      return probe.usage(prefix, since);
    } catch (HindcastException e) {
      LOG.warn(
          "Backfill {}: what it has used cannot be read ({}): {}",
          pace.backfillId(),
          e.code(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** The account, with what can be settled written down. Empty when the warehouse said nothing. */
  Optional<Reckoning> reckon(
      UsageLedger ledger, Paced paced, Optional<Statement> statement, Instant now) {
    if (statement.isEmpty()) {
      return Optional.of(
          new Reckoning(
              Budget.Account.EMPTY,
              new Pacer.Bill(paced.pace().spending().total(), paced.pace().spending().money())));
    }
    Statement said = statement.get();
    return said.report().map(report -> reckon(ledger, paced, said.since(), report, now));
  }

  /** An account and the bill. */
  record Reckoning(Budget.Account account, Pacer.Bill bill) {}

  private Reckoning reckon(
      UsageLedger ledger, Paced paced, Instant since, UsageProbe.Report report, Instant now) {
    Instant settled = settle(ledger, since, report, now);
    Usage fresh = report.running();
    for (MinuteUsage minute : report.ended()) {
      fresh = minute.minute().isBefore(settled) ? fresh : fresh.plus(minute.usage());
    }
    Usage total = ledger.settled().plus(fresh);
    Usage lastHour = ledger.settledSince(now.minus(HOUR)).plus(fresh);
    int grants = paced.pace().spending().grants();
    return new Reckoning(
        Budget.account(paced.pacing().budget(), grants, total, lastHour, pools.prices()),
        new Pacer.Bill(total, pools.prices().of(total)));
  }

  /** Until when everything is settled. Another planner may have settled more meanwhile. */
  private static Instant settle(
      UsageLedger ledger, Instant since, UsageProbe.Report report, Instant now) {
    Instant from = ledger.settledUntil().orElse(since);
    Instant until = now.minus(SETTLED_AFTER).truncatedTo(ChronoUnit.MINUTES);
    if (!until.isAfter(from)) {
      return from;
    }
    List<MinuteUsage> minutes = new ArrayList<>();
    for (MinuteUsage minute : report.ended()) {
      if (!minute.minute().isBefore(from) && minute.minute().isBefore(until)) {
        minutes.add(minute);
      }
    }
    ledger.settle(minutes, until);
    return until;
  }
}

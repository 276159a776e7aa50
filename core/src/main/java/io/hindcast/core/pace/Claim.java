package io.hindcast.core.pace;

import java.util.UUID;

/**
 * What one backfill wants of a pool.
 *
 * @param weight its priority, from 1
 * @param ceiling most slots that it may have now; 0 while it is held
 * @param demand tasks that could start at once
 * @param inFlight tasks that hold a slot, which nobody takes from them
 * @param allowance slots that it was granted last
 * @param held slots that nobody else could have since then
 * @param lead how far it is ahead of the one that had least, in seconds of a slot at normal
 *     priority
 * @param rest how its throttle lets it rest
 */
public record Claim(
    UUID backfillId,
    int weight,
    int ceiling,
    int demand,
    int inFlight,
    int allowance,
    int held,
    double lead,
    Rest rest) {

  /** Slots that it could use now. */
  int want() {
    return rest.due() ? 0 : Math.min(ceiling, inFlight + demand);
  }

  /** Whether it waits for a slot that it was not granted. */
  public boolean hungry() {
    return want() > allowance;
  }

  /** The same of who may start nothing for now. */
  public Claim halted() {
    return new Claim(backfillId, weight, 0, demand, inFlight, allowance, held, lead, rest);
  }

  Claim leading(double newLead) {
    return with(newLead, rest);
  }

  Claim resting(Rest newRest) {
    return with(lead, newRest);
  }

  private Claim with(double newLead, Rest newRest) {
    return new Claim(
        backfillId, weight, ceiling, demand, inFlight, allowance, held, newLead, newRest);
  }
}

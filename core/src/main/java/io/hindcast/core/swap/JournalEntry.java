package io.hindcast.core.swap;

/**
 * One line of a swap's journal.
 *
 * @param epoch of the lease under which it was written
 * @param step the state's label
 * @param mark whether the step is about to begin or has ended
 * @param detail the event that ended it, or what is about to be done; for people
 */
public record JournalEntry(long epoch, String step, Mark mark, String detail) {

  /** Which side of a step. */
  public enum Mark {
    BEFORE,
    AFTER
  }
}

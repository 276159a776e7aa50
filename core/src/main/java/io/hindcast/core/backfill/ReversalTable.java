package io.hindcast.core.backfill;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every rollback, and swap forward again, that was asked for of one backfill. */
public interface ReversalTable {

  /** How many were asked for so far, refused ones included. */
  int asked();

  /** Notes one that has been asked of the relay. */
  void requested(int number, UUID swapId, Direction direction, List<UUID> undoes, Ask ask);

  /** Notes one that was refused at once. */
  void refused(int number, Direction direction, Refusal refusal, Ask ask);

  /** Notes that the relay has done it; a second time nothing happens. */
  void completed(UUID swapId);

  /** Notes that the relay has refused it; a second time nothing happens. */
  void refused(UUID swapId, Refusal refusal);

  /** Who asked, and when. */
  record Ask(String by, Instant at) {}
}

package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.task.Task;
import io.hindcast.schemas.SwapRequest;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** What must hold in a life, whatever happens in it. Made anew for each life. */
interface Invariant {

  /** A backfill with its tasks as the store has them. */
  record Seen(Backfill backfill, List<Task> tasks) {}

  /** Fails with what is wrong; cheap as long as it holds, for it is asked at every step. */
  static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }

  /** The planner has sent a message; it is committed. */
  default void sent(Life life, SpecificRecord message) {}

  /** The planner has committed a transaction; this is what the store says now. */
  default void committed(Life life, List<Seen> all) {}

  /** The same, when the messages of the transaction are known too. */
  default void settled(Life life, List<Seen> all) {}

  /** Something has happened, whoever did it. */
  default void stepped(Life life) {}

  /** The planner has looked at the sources. */
  default void looked(Life life) {}

  /** The planner begins to look at the pace. */
  default void pacing(Life life) {}

  /** The planner has looked at the pace and met nothing that kept it from that. */
  default void paced(Life life) {}

  /** The relay has published a shadow, which is gone now. */
  default void swapped(Life life, SwapRequest request) {}

  /** Nothing goes wrong any more, and there is something left to do. */
  default void calm(Life life) {}

  /** Nothing is left to do, and the janitor was there. */
  default void ended(Life life, List<Seen> all) {}
}

package io.hindcast.core.backfill;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a planner has to do next. Every command can be repeated. */
public sealed interface BackfillCommand {

  /** Send tasks of the pass to workers, as many as there are free slots. */
  record DispatchTasks(int pass) implements BackfillCommand {}

  /** Put these tasks into the pass again, with a new generation. */
  record RerunTasks(Set<String> taskIds, int pass) implements BackfillCommand {
    /** Copies the ids. */
    public RerunTasks {
      taskIds = Set.copyOf(taskIds);
    }
  }

  /** Send tasks of the pass that were given up, or were under way, out again; done ones stay. */
  record RetryTasks(int pass) implements BackfillCommand {}

  /** Put all tasks of a round that was given up into the pass and the round after it. */
  record RerunRound(int round, int pass) implements BackfillCommand {}

  /**
   * Compute partitions whose content was changed by others from their sources again; whatever was
   * approved of them has to be approved anew.
   *
   * @param partitionIds all of the round when there are none
   */
  record RerunPartitions(List<String> partitionIds, int round, int pass)
      implements BackfillCommand {
    /** Copies the ids. */
    public RerunPartitions {
      partitionIds = List.copyOf(partitionIds);
    }
  }

  /** Note the content of the round as approved. */
  record ApproveContent(int round) implements BackfillCommand {}

  /** Put all tasks of the round into this pass as they are, to be judged again. */
  record RegroupRound(int round, int pass) implements BackfillCommand {}

  /** Create the empty shadow table of the round. */
  record OpenShadow(int round) implements BackfillCommand {}

  /** Ask for a verdict on the pass. */
  record RequestValidation(UUID validationId, int pass) implements BackfillCommand {}

  /** Compare the sources with the fences of all tasks. */
  record CompareFences() implements BackfillCommand {}

  /**
   * Ask for the swap of the round's partitions.
   *
   * @param group of swaps that are published together; null on its own
   */
  record RequestSwap(UUID swapId, int round, @Nullable GroupSwap group) implements BackfillCommand {
    /** On its own. */
    public RequestSwap(UUID swapId, int round) {
      this(swapId, round, null);
    }
  }

  /**
   * Ask for the swap that takes others back.
   *
   * @param by who wants it
   * @param undoes the others, oldest first
   * @param group of swaps that are published together; null on its own
   */
  record RequestReversal(
      UUID swapId, Direction direction, String by, List<UUID> undoes, @Nullable GroupSwap group)
      implements BackfillCommand {
    /** Copies the ids. */
    public RequestReversal {
      undoes = List.copyOf(undoes);
    }

    /** On its own. */
    public RequestReversal(UUID swapId, Direction direction, String by, List<UUID> undoes) {
      this(swapId, direction, by, undoes, null);
    }
  }

  /** Kill what still runs for the round and drop its working tables: it will not be swapped. */
  record GiveUpRound(int round) implements BackfillCommand {}

  /** Make sure that nothing of it runs and nothing can start. */
  record StopWork() implements BackfillCommand {}

  /** Kill what still runs and drop working tables that nothing refers to. */
  record CleanUp() implements BackfillCommand {}
}

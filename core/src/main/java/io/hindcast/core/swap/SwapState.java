package io.hindcast.core.swap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a swap stands: the step that is being done. A state is stored before its step begins, so
 * that after a crash the step is known to have been begun, and is repeated.
 */
public sealed interface SwapState {

  /** What it takes along. */
  SwapContext context();

  /** Nothing that readers or writers could notice; a failure undoes it. */
  sealed interface Preparing extends SwapState {}

  /** Merges of the target stand still; a failure resumes them and undoes the rest. */
  sealed interface InWindow extends SwapState {}

  /** Whether readers see the new content is unknown, or being changed. */
  sealed interface Publishing extends SwapState {}

  /** Readers see the new content; there is no way but forward. */
  sealed interface Published extends SwapState {}

  /** The swap is being taken back; nothing stops that. */
  sealed interface Undoing extends SwapState {
    /** Why. */
    SwapFailure failure();
  }

  /** Nothing happens any more. */
  sealed interface Terminal extends SwapState {}

  /** Two passes of cloning: at leisure, and while merges stand still. */
  enum Pass {
    FIRST,
    FINAL
  }

  /** Whether a move may have begun before, so that what arrived has to be looked at. */
  enum Doubt {
    NONE,
    MAY_HAVE_RUN
  }

  /** Asked for; waits for the target's lease. */
  record Requested(SwapContext context) implements Preparing {}

  /** What was swapped before on the target is looked up. */
  record Consulting(SwapContext context) implements Preparing {}

  /** Content or base is made from what earlier swaps have kept. */
  record Assembling(SwapContext context, Assembly assembly) implements Preparing {}

  /** Taken over: working tables come under the names of the new epoch; then it goes on. */
  record Adopting(SwapContext context, SwapState then) implements SwapState {}

  /** The shadow gets a name that nobody else knows. */
  record Sealing(SwapContext context) implements Preparing {}

  /** The published clone's parts are compared with the pins. */
  record VerifyingParts(SwapContext context) implements Preparing {}

  /** Partitions whose parts were merged since the verdict are compared by checksum. */
  record VerifyingRows(SwapContext context, List<String> partitions) implements Preparing {}

  /** What is to go live is compared with what it must be, at leisure. */
  record Surveying(SwapContext context, int round) implements Preparing {}

  /** Partitions of it are cloned and put together, at leisure. */
  record Cloning(SwapContext context, int round, CloneList list) implements Preparing {}

  /** Merges of the live table are stopped. */
  record StoppingMerges(SwapContext context) implements InWindow {}

  /** Running merges end. */
  record AwaitingMerges(SwapContext context) implements InWindow {}

  /** It is compared for the last time. */
  record Comparing(SwapContext context, int round) implements InWindow {}

  /** What has changed since is put together again. */
  record Recloning(SwapContext context, int round, CloneList list) implements InWindow {}

  /** Merges are started again, and it begins anew with the verification. */
  record LeavingWindow(SwapContext context) implements InWindow {}

  /** The two tables change names. */
  record Exchanging(SwapContext context) implements Publishing {}

  /** Whether they did is found out, by their storages; {@code cause} is what made it unknown. */
  record LookingUp(SwapContext context, @Nullable SwapFailure cause) implements Publishing {}

  /** Partition by partition: the content from before is cloned, and the new is put together. */
  record KeepingPrevious(SwapContext context) implements Preparing {}

  /** Partition by partition: the pin of that index is being published. */
  record Replacing(SwapContext context, int index) implements Publishing {}

  /** INSERTs that may still write into the old storage are noted. */
  record NotingInserts(SwapContext context) implements Published {}

  /** Merges of the table that readers see are started. */
  record StartingMerges(SwapContext context, Carried carried) implements Published {}

  /** Parts of the old storage that were not cloned are looked for. */
  record ListingLate(SwapContext context, Carried carried) implements Published {}

  /** Their rows are copied into a table of their own. */
  record CopyingLate(SwapContext context, Carried carried, LateParts late) implements Published {}

  /** That table's parts are moved into the live table. */
  record MovingLate(SwapContext context, Carried carried, Doubt doubt) implements Published {}

  /** The noted INSERTs end. */
  record Draining(SwapContext context, Carried carried) implements Published {}

  /** Merges of the live storage are started; the old one stays as it is. */
  record ReleasingMerges(SwapContext context) implements Published {}

  /** The touched partitions are read, new and old. */
  record Reading(SwapContext context) implements Published {}

  /** The old content gets its lasting name; other working tables go. */
  record Retiring(SwapContext context, List<SwappedPartition> partitions) implements Published {}

  /** Done. */
  record Completed(SwapContext context, KeptTables kept, List<SwappedPartition> partitions)
      implements Terminal {
    /** Partitions that readers see with other rows than were published and carried. */
    public List<String> differing() {
      Map<String, SwappedPartition> found =
          partitions.stream()
              .collect(Collectors.toMap(SwappedPartition::partitionId, Function.identity()));
      return context.plan().pins().stream()
          .filter(pin -> {
            SwappedPartition partition = found.get(pin.partitionId());
            long carried = context.composed().getOrDefault(pin.partitionId(), 0L);
            return partition == null || partition.differsFrom(pin, carried);
          })
          .map(SwapPin::partitionId)
          .toList();
    }
  }

  /** Merges are started, whether or not they were stopped. */
  record RestartingMerges(SwapContext context, SwapFailure failure) implements Undoing {}

  /** The shadow gets its name back. */
  record Unsealing(SwapContext context, SwapFailure failure) implements Undoing {}

  /** Nothing changed for readers. */
  record Refused(SwapContext context, SwapFailure failure) implements Terminal {}

  /** The state's stable name, as the journal writes it. */
  default String label() {
    return StateLabels.of(getClass());
  }

  /** Whether nothing will happen any more. */
  default boolean terminal() {
    return this instanceof Terminal;
  }

  /** Why it is being, or was, taken back. */
  default Optional<SwapFailure> refusal() {
    return switch (this) {
      case Undoing undoing -> Optional.of(undoing.failure());
      case Refused refused -> Optional.of(refused.failure());
      default -> Optional.empty();
    };
  }
}

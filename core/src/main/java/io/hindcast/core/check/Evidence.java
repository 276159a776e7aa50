package io.hindcast.core.check;

import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured for one check of the spec. Maps are by partition and lack those without rows.
 */
public sealed interface Evidence {

  /** The check that it was measured for. */
  Check check();

  /**
   * For {@code rowCount}.
   *
   * @param runs what the check compares: each step, or each contiguous range of the wave
   */
  record Counted(Check.RowCount check, List<RunCount> runs) implements Evidence {
    /** Copies the runs. */
    public Counted {
      runs = List.copyOf(runs);
    }
  }

  /**
   * For {@code unique}.
   *
   * @param repeats rows beyond the first of each key, over the whole wave
   * @param byPartition the same within each partition
   */
  record Repeated(Check.Unique check, double repeats, Map<String, Double> byPartition)
      implements Evidence {
    /** Copies the map. */
    public Repeated {
      byPartition = Map.copyOf(byPartition);
    }
  }

  /**
   * For {@code notNull}.
   *
   * @param nulls by column, then by partition
   */
  record Absent(Check.NotNull check, Map<String, Map<String, Double>> nulls) implements Evidence {
    /** Copies the outer map. */
    public Absent {
      nulls = Map.copyOf(nulls);
    }
  }

  /** For {@code nullRate}. */
  record Sparse(Check.NullRate check, Map<String, NullCount> byPartition) implements Evidence {
    /** Copies the map. */
    public Sparse {
      byPartition = Map.copyOf(byPartition);
    }
  }

  /**
   * For {@code aggregate}.
   *
   * @param total over the whole wave
   * @param byPartition the same for each partition that is compared, or that tells where the total
   *     comes from
   */
  record Compared(Check.Aggregate check, BothSides total, Map<String, BothSides> byPartition)
      implements Evidence {
    /** Copies the map. */
    public Compared {
      byPartition = Map.copyOf(byPartition);
    }
  }

  /** For {@code range}. */
  record Spanned(Check.RangeCheck check, Map<String, Extremes> byPartition) implements Evidence {
    /** Copies the map. */
    public Spanned {
      byPartition = Map.copyOf(byPartition);
    }
  }

  /** For an {@code aggregate} whose other side has no rows at all. */
  record Incomparable(Check.Aggregate check) implements Evidence {}

  /**
   * For any check whose own SQL the engine refuses.
   *
   * @param problem the engine's first words
   */
  record Refused(Check check, String problem) implements Evidence {}

  /**
   * A run's rows.
   *
   * @param run the tasks
   * @param rows what the shadow has
   * @param expected what the check's query says
   */
  record RunCount(TaskRun run, long rows, double expected) {
    /** Whether the two agree as far as they must. */
    public boolean agrees(Allowance allowance) {
      return Double.isFinite(expected)
          && allowance.covers(BigDecimal.valueOf(expected), BigDecimal.valueOf(rows));
    }
  }

  /** A column's nulls among rows. */
  record NullCount(double nulls, long rows) {}

  /** An aggregate of the recomputed rows and of the live ones; null where SQL gives NULL. */
  record BothSides(@Nullable Figure recomputed, @Nullable Figure live) {}

  /** Smallest and largest value of a column; null where there is none. */
  record Extremes(@Nullable Double min, @Nullable Double max) {}
}

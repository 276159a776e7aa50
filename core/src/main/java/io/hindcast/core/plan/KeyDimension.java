package io.hindcast.core.plan;

import java.util.List;

/** One expression of a target's partition key. */
public sealed interface KeyDimension {
  /** The expression as the server prints it. */
  String expression();

  /** The table's columns that it is made of, each once, in the expression's order. */
  List<String> columns();

  /**
   * A step of time.
   *
   * @param scheme how it cuts time
   * @param overAxis the expression over the column of time alone
   * @param roundsUp whether the last nanoseconds of a step may be rounded up into the next one
   */
  record Time(String expression, PartitionScheme scheme, String overAxis, boolean roundsUp)
      implements KeyDimension {
    @Override
    public List<String> columns() {
      return List.of(scheme.column());
    }
  }

  /**
   * A number from 0 on, of which all that are possible are known.
   *
   * @param buckets how many
   */
  record Bucket(String expression, List<String> columns, int buckets) implements KeyDimension {
    /** Copies the columns. */
    public Bucket {
      columns = List.copyOf(columns);
    }
  }

  /** Anything else: which values there are only the rows tell. */
  record Value(String expression, List<String> columns) implements KeyDimension {
    /** Copies the columns. */
    public Value {
      columns = List.copyOf(columns);
    }
  }
}

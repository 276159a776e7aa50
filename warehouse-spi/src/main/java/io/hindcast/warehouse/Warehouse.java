package io.hindcast.warehouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.NodeName;
import java.util.List;

/**
 * Everything that Hindcast asks of a warehouse. Every method blocks and throws {@link
 * HindcastException} with the engine's first own words in its message. Unless a method says
 * otherwise it can be repeated after a crash with the same effect.
 */
public interface Warehouse
    extends Lookout,
        WorkingTables,
        AttemptRunner,
        ContentProbe,
        SwapSurface,
        Thrift,
        LoadProbe,
        UsageProbe,
        AutoCloseable {

  /**
   * The servers that the warehouse consists of, in name order; the default one is the empty name.
   * What a call names a table of goes to the table's node; tables of two nodes never meet in one
   * call, except where each is looked at by itself.
   */
  default List<String> nodes() {
    return List.of("");
  }

  /**
   * One node. For calls that name no table: the whole warehouse answers them with what all nodes
   * say ({@code views}, {@code tablesWithPrefix}, {@code killQueries}, {@code runningQueries},
   * {@code stillRunning}), or with what the default node says ({@code info}, {@code describeQuery},
   * {@code scalar}).
   *
   * @throws HindcastException NODE_UNKNOWN when the warehouse has no such node
   */
  @Override
  default Warehouse on(String node) {
    if (!nodes().contains(node)) {
      throw new HindcastException(
          ErrorCode.NODE_UNKNOWN,
          "The warehouse has no node '%s': expected one of %s"
              .formatted(
                  NodeName.shown(node), nodes().stream().map(NodeName::shown).sorted().toList()));
    }
    return this;
  }

  /**
   * The same warehouse for one plan, which is to be made soon: its statements only read, wait for
   * nobody but other plans, and are killed when the calling thread is interrupted. Time runs from
   * now on.
   *
   * @param limits beyond which a call fails with SURVEY_TOO_LONG
   */
  default Lookout surveying(SurveyLimits limits) {
    return this;
  }

  /** Releases connections. Running queries go on. */
  @Override
  void close();
}

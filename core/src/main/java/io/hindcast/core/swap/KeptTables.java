package io.hindcast.core.swap;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a swap leaves behind, of its touched partitions only.
 *
 * @param previous the content from before, with what reached it late
 * @param published clones of what was published, without what was carried
 * @param base what carried rows were told from; null when none were carried
 */
public record KeptTables(TableName previous, TableName published, @Nullable TableName base) {

  /** What comes back when the swap is taken back. With carried rows these are told apart again. */
  public TableName replaced() {
    return base == null ? previous : base;
  }

  /** All of them. */
  public List<TableName> all() {
    return Stream.concat(Stream.of(previous, published), Stream.ofNullable(base)).toList();
  }
}

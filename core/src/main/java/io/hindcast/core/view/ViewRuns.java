package io.hindcast.core.view;

import io.hindcast.core.table.TableName;

/**
 * What a warehouse's log says of the insertions that went through a view.
 *
 * @param view the view
 * @param inserts insertions that reached it
 * @param repeated of these, how many reached it more than once
 * @param failed of these, how many it failed
 * @param error the words of one of the failures; empty without one
 */
public record ViewRuns(TableName view, long inserts, long repeated, long failed, String error) {
  /** Whether each insertion reached it once and was handled. */
  public boolean sound() {
    return repeated == 0 && failed == 0;
  }
}

package io.hindcast.core.plan;

/**
 * A column as planning sees it.
 *
 * @param name the column
 * @param type as the warehouse prints it
 * @param insertable whether a transform may yield it
 * @param defaulted whether a row without it gets the table's own default expression
 * @param expression that expression; empty where there is none, or it is not known
 */
public record TableColumn(
    String name, String type, boolean insertable, boolean defaulted, String expression) {

  /** A column whose expression is not known. */
  public TableColumn(String name, String type, boolean insertable, boolean defaulted) {
    this(name, type, insertable, defaulted, "");
  }

  /** Whether the table computes the value of every row by itself. */
  boolean isComputed() {
    return !insertable && defaulted && !expression.isEmpty();
  }
}

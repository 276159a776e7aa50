package io.hindcast.core.plan;

/**
 * A column as planning sees it.
 *
 * @param name the column
 * @param type as the warehouse prints it
 * @param insertable whether a transform may yield it
 * @param defaulted whether a row without it gets the table's own default expression
 */
public record TableColumn(String name, String type, boolean insertable, boolean defaulted) {}

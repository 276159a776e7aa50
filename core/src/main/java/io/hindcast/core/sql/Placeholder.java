package io.hindcast.core.sql;

/**
 * A query parameter as ClickHouse writes it: {@code {name:Type}}.
 *
 * @param name the parameter's name
 * @param type its type as written, without surrounding blanks, such as {@code DateTime64(6, 'UTC')}
 * @param start index of the opening brace in the SQL
 * @param end index after the closing brace
 */
public record Placeholder(String name, String type, int start, int end) {}

/**
 * ClickHouse as a warehouse, through its JDBC driver and, for transforms, the client beneath it.
 * Owns the SQL, its quoting and binding, and the translation of the engine's errors.
 */
@NullMarked
package io.hindcast.warehouse.clickhouse;

import org.jspecify.annotations.NullMarked;

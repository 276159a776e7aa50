/**
 * Names of warehouse tables, columns and partitions. Owns their validation; nothing here talks to a
 * warehouse.
 */
@NullMarked
package io.hindcast.core.table;

import org.jspecify.annotations.NullMarked;

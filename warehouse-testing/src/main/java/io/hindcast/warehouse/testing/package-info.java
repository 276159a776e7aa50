/**
 * What every warehouse adapter must do, as tests. An adapter's integration test extends {@link
 * io.hindcast.warehouse.testing.WarehouseContract} and gives it a warehouse to try.
 */
@NullMarked
package io.hindcast.warehouse.testing;

import org.jspecify.annotations.NullMarked;

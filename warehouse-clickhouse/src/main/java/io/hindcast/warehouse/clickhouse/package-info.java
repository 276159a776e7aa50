@NullMarked
package io.hindcast.warehouse.clickhouse;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.hindcast.warehouse.testing;

import org.jspecify.annotations.NullMarked;

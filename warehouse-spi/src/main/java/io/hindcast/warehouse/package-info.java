@NullMarked
package io.hindcast.warehouse;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.hindcast.core.error;

import org.jspecify.annotations.NullMarked;

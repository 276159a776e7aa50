@NullMarked
package io.hindcast.schemas;

import org.jspecify.annotations.NullMarked;

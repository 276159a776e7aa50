@NullMarked
package io.hindcast.runtime;

import org.jspecify.annotations.NullMarked;

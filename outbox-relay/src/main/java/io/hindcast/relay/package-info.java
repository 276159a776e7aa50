@NullMarked
package io.hindcast.relay;

import org.jspecify.annotations.NullMarked;

/** Tests of the relay's configuration. */
@NullMarked
package io.hindcast.relay;

import org.jspecify.annotations.NullMarked;

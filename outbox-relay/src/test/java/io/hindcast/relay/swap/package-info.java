/** Tests of the swap executor: simulated with a model of the warehouse, and on real servers. */
@NullMarked
package io.hindcast.relay.swap;

import org.jspecify.annotations.NullMarked;

/** Tests of the bus's values, and the contracts page that follows from topics and schemas. */
@NullMarked
package io.hindcast.messaging;

import org.jspecify.annotations.NullMarked;

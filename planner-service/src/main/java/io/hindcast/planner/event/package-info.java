/** Takes what workers, validators, relays and people say. Each handler is idempotent. */
@NullMarked
package io.hindcast.planner.event;

import org.jspecify.annotations.NullMarked;

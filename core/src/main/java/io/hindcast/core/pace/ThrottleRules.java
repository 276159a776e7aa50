package io.hindcast.core.pace;

import io.hindcast.core.spec.ThrottleLimits;
import java.time.Duration;

/**
 * How a throttle reacts.
 *
 * @param raiseEvery calm time after which one more slot is permitted
 * @param cutEvery shortest time between two cuts, in which the last one can show its effect
 */
public record ThrottleRules(ThrottleLimits limits, Duration raiseEvery, Duration cutEvery) {}

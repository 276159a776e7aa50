package io.hindcast.core.pace;

import java.time.Instant;

/** What statements used that ended within the minute that begins at an instant. */
public record MinuteUsage(Instant minute, Usage usage) {}

package io.hindcast.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a spec; line and column count from 1, and are 0 when it is nowhere in particular.
 */
public record Problem(int line, int column, @Nullable String path, String message) {}

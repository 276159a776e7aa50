package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;

/** Why something that somebody asked for is not done; the message says what to do instead. */
public record Refusal(ErrorCode code, String message) {}

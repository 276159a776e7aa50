package io.hindcast.cli.api;

import org.jspecify.annotations.Nullable;

/** One entry of a backfill's audit log. */
public record AuditEvent(
    String at,
    String event,
    @Nullable String from,
    @Nullable String to,
    @Nullable String by,
    @Nullable String reason) {}

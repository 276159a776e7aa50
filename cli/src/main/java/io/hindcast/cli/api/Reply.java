package io.hindcast.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer of the planner.
 *
 * @param json as it came, with fields that this version does not know
 * @param value what this version knows of it
 */
public record Reply<T>(JsonNode json, T value) {}

package io.hindcast.core.plan;

/** Rows and bytes on disk that a target partition has today. */
public record PartitionSize(String id, long rows, long bytes) {}

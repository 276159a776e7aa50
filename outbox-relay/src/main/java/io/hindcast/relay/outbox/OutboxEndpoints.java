package io.hindcast.relay.outbox;

import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;

/** Where rows come from and where messages go. */
public record OutboxEndpoints(DatabaseConfig database, KafkaConfig kafka) {}

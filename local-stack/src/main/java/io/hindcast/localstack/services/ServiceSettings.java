package io.hindcast.localstack.services;

import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.util.Map;
import java.util.TreeMap;

/** The settings that point a service at a local stack. */
record ServiceSettings(
    LocalStack stack,
    Map<String, LocalClickHouse> nodes,
    Map<String, Map<String, String>> own,
    int apiPort,
    String apiToken) {

  /** Keys and values of the service's configuration; some are secrets. */
  Map<String, String> of(ServiceKind kind, int managementPort) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafka.bootstrap", stack.kafka().bootstrap());
    settings.put("database.url", stack.postgres().jdbcUrl());
    settings.put("database.user", stack.postgres().user());
    settings.put("database.password", stack.postgres().password());
    settings.put("warehouse.url", stack.clickhouse().url());
    settings.put("warehouse.user", stack.clickhouse().user());
    settings.put("warehouse.password", stack.clickhouse().password());
    nodes.forEach((name, node) -> {
      settings.put("warehouse.nodes.%s.url".formatted(name), node.url());
      settings.put("warehouse.nodes.%s.user".formatted(name), node.user());
      settings.put("warehouse.nodes.%s.password".formatted(name), node.password());
    });
    settings.put("http.port", Integer.toString(apiPort));
    settings.put("http.token", apiToken);
    settings.put("management.port", Integer.toString(managementPort));
    settings.putAll(own.getOrDefault(kind.label(), Map.of()));
    return settings;
  }
}

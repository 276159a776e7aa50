package io.hindcast.benchmarks.lineitem;

/**
 * The spec that makes the target right.
 *
 * @param checks whether the result is checked beyond what every backfill is
 */
record LineitemSpec(Derivation derivation, int parallelism, long rowsPerTask, boolean checks) {

  /** As YAML, with these waves; the default ones when empty. */
  String yaml(String waves) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: lineitem, owner: bench}
    spec:
      target: {table: %s, key: [%s]}
      source: {tables: [bench.lineitem]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
    %s
      range: {from: %s, to: %s}
      execution: {parallelism: %d, rowsPerTask: %d, partitionsPerTaskMax: 100}
      swap: {strategy: exchange, approval: auto, keepPrevious: 0d}
    """
            .formatted(
                LineitemTables.TARGET,
                key(),
                derivation.sql().indent(6).stripTrailing(),
                LineitemTables.FROM,
                LineitemTables.TO,
                parallelism,
                rowsPerTask)
        + (waves.isEmpty() ? "" : "  waves: " + waves + "\n")
        + (checks ? checksYaml() : "");
  }

  private String checksYaml() {
    return """
      checks:
        - unique: [%s]
        - notNull: [%s]
        - aggregate: {expression: sum(lines), against: live, tolerance: 0%%}
        - range: {column: revenue, min: 0}
    """
        .formatted(key(), key());
  }

  private String key() {
    return String.join(", ", derivation.key());
  }
}

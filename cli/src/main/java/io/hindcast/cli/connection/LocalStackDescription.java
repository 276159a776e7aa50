package io.hindcast.cli.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A local stack that is up.
 *
 * @param directory where its data, logs and this description are
 * @param startedAt ISO-8601, UTC
 * @param endpoints how to reach its servers; holds secrets
 * @param processes what it consists of; the first one holds the others together
 */
public record LocalStackDescription(
    String directory, String startedAt, Endpoints endpoints, List<StackProcess> processes) {
  /** Copies the list. */
  public LocalStackDescription {
    processes = List.copyOf(processes);
  }

  /** Whether the process that holds the others together lives. */
  @JsonIgnore
  public boolean isUp() {
    return !processes.isEmpty() && processes.getFirst().isAlive();
  }

  /** Names of processes that should live and do not. */
  public List<String> missing() {
    return processes.stream()
        .filter(process -> !process.isAlive())
        .map(StackProcess::name)
        .toList();
  }

  /** How to reach each server. */
  public record Endpoints(Database clickhouse, Kafka kafka, Database postgres, Api api) {}

  /** A database server and an account on it. */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return "Database[" + url + "]";
    }
  }

  /** Bootstrap servers as Kafka clients take them. */
  public record Kafka(String bootstrap) {}

  /** The planner's HTTP interface. */
  public record Api(String url, String token) {
    @Override
    public String toString() {
      return "Api[" + url + "]";
    }
  }
}

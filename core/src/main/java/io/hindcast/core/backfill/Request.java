package io.hindcast.core.backfill;

import io.hindcast.core.table.TableName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for.
 *
 * @param specYaml the document as it came
 * @param name the spec's name; what could be read of it when the spec is invalid
 * @param owner the spec's owner, or empty
 * @param target {@code database.table} with its node, or empty when the spec is invalid
 * @param labels the spec's labels
 * @param by who asked
 * @param origin TOPIC, REST or CLI
 * @param traceparent W3C trace context that everything done for the request belongs to
 */
public record Request(
    String specYaml,
    String name,
    String owner,
    String target,
    SortedMap<String, String> labels,
    String by,
    String origin,
    String traceparent) {

  /** Copies the labels. */
  public Request {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The server of the warehouse that has the target; empty for the default one. */
  public String node() {
    return target.isEmpty() ? "" : TableName.parse(target).node();
  }
}

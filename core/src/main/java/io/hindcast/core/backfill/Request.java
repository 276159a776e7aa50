package io.hindcast.core.backfill;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for.
 *
 * @param specYaml the document as it came
 * @param name the spec's name; what could be read of it when the spec is invalid
 * @param owner the spec's owner, or empty
 * @param target {@code database.table}, or empty when the spec is invalid
 * @param labels the spec's labels
 * @param by who asked
 * @param origin TOPIC, REST or CLI
 */
public record Request(
    String specYaml,
    String name,
    String owner,
    String target,
    SortedMap<String, String> labels,
    String by,
    String origin) {

  /** Copies the labels. */
  public Request {
    labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}

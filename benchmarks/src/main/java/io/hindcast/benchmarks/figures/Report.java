package io.hindcast.benchmarks.figures;

import java.util.List;

/** What a benchmark found; a record, so that its components are the JSON. */
@FunctionalInterface
public interface Report {
  /** For people. */
  List<String> page();
}

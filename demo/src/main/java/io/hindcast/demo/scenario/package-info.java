/**
 * The demonstration: a real backfill under readers and writers, and the evidence that it went well.
 * It owns the data, the load and the report.
 */
@NullMarked
package io.hindcast.demo.scenario;

import org.jspecify.annotations.NullMarked;

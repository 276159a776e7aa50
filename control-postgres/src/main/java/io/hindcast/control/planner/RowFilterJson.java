package io.hindcast.control.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.core.task.RowFilter;
import org.jspecify.annotations.Nullable;

/** A task's row filter as JSON, its records by component name; null for one that takes all rows. */
final class RowFilterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowFilterJson() {}

  static @Nullable String write(RowFilter filter) {
    try {
      return filter.takesAll() ? null : JSON.writeValueAsString(filter);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row filter is made of texts", e);
    }
  }

  static RowFilter read(@Nullable String json) {
    try {
      return json == null ? RowFilter.NONE : JSON.readValue(json, RowFilter.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The column row_filter is not a row filter", e);
    }
  }
}

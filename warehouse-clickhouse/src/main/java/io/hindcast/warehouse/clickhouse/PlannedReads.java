package io.hindcast.warehouse.clickhouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the reads of tables in what EXPLAIN prints of a statement's plan as JSON. */
final class PlannedReads {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<PlannedRead> reads = new ArrayList<>();
  private boolean remote;

  private PlannedReads() {}

  /**
   * One read of a table of the MergeTree family.
   *
   * @param table database and name with a dot between them, unquoted
   * @param columns that are read, with those of their parts that have names of their own
   * @param merged whether it is read with FINAL
   * @param edges what the conditions on it leave
   */
  record PlannedRead(String table, List<String> columns, boolean merged, List<FilterEdge> edges) {}

  /**
   * The reads of a plan.
   *
   * @return empty where the plan cannot be read, or says that there are reads which it does not
   *     show
   */
  static Optional<List<PlannedRead>> of(String explained) {
    PlannedReads found = new PlannedReads();
    try {
      JSON.readTree(explained).forEach(each -> found.walk(each.path("Plan"), null));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    return found.remote ? Optional.empty() : Optional.of(found.reads);
  }

  private void walk(JsonNode node, @Nullable JsonNode parent) {
    String type = node.path("Node Type").asText();
    if (type.equals("ReadFromMergeTree")) {
      reads.add(read(node, parent));
    }
    remote |= type.contains("Remote");
    node.path("Plans").forEach(each -> walk(each, node));
  }

  private static PlannedRead read(JsonNode node, @Nullable JsonNode parent) {
    List<FilterEdge> edges = new ArrayList<>();
    for (JsonNode index : node.path("Indexes")) {
      String type = index.path("Type").asText();
      if (type.equals("Min-Max") || type.equals("MinMax") || type.equals("PrimaryKey")) {
        edges.addAll(IndexCondition.edges(index.path("Condition").asText()));
      }
    }
    JsonNode prewhere = node.path("Prewhere info").path("Prewhere filter");
    edges.addAll(
        FilterActions.edges(
            prewhere.path("Prewhere filter expression"),
            prewhere.path("Prewhere filter column").asText()));
    // A filter further up may be of rows that the read's rows have been made into.
    if (parent != null && parent.path("Node Type").asText().equals("Filter")) {
      edges.addAll(
          FilterActions.edges(parent.path("Expression"), parent.path("Filter Column").asText()));
    }
    List<String> columns = new ArrayList<>();
    node.path("Header").forEach(column -> columns.add(column.path("Name").asText()));
    return new PlannedRead(
        node.path("Description").asText(), columns, node.path("FINAL").asBoolean(false), edges);
  }
}

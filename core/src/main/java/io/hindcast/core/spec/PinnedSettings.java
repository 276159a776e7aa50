package io.hindcast.core.spec;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of ClickHouse that silently change which rows a statement reads or yields. Each
 * statement is sent with the values here, whatever the user's profile says, and a spec may not
 * touch them. A limit such as {@code max_rows_to_read} is none of them: with {@code throw} it is an
 * error that everybody sees.
 */
public final class PinnedSettings {
  private static final String OVERFLOW_MODE = "_overflow_mode";

  /** What each server has that can run backfills. One that does not know them refuses all. */
  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("read_overflow_mode", "throw"),
          Map.entry("read_overflow_mode_leaf", "throw"),
          Map.entry("timeout_overflow_mode", "throw"),
          Map.entry("timeout_overflow_mode_leaf", "throw"),
          Map.entry("group_by_overflow_mode", "throw"),
          Map.entry("sort_overflow_mode", "throw"),
          Map.entry("result_overflow_mode", "throw"),
          Map.entry("set_overflow_mode", "throw"),
          Map.entry("join_overflow_mode", "throw"),
          Map.entry("distinct_overflow_mode", "throw"),
          Map.entry("transfer_overflow_mode", "throw"),
          // Cut what is read or yielded.
          Map.entry("limit", "0"),
          Map.entry("offset", "0"),
          Map.entry("additional_table_filters", "{}"),
          Map.entry("additional_result_filter", ""),
          // Read other rows of a table than it has.
          Map.entry("final", "0"),
          Map.entry("apply_deleted_mask", "1"),
          Map.entry("use_query_cache", "0"),
          // Read a part of the shards or replicas.
          Map.entry("skip_unavailable_shards", "0"),
          Map.entry("optimize_skip_unused_shards", "0"),
          Map.entry("distributed_group_by_no_merge", "0"),
          Map.entry("parallel_replicas_count", "0"),
          Map.entry("parallel_replica_offset", "0"),
          // Yield no row where SQL has one.
          Map.entry("empty_result_for_aggregation_by_empty_set", "0"),
          // Skip what cannot be read.
          Map.entry("input_format_allow_errors_num", "0"),
          Map.entry("input_format_allow_errors_ratio", "0"));

  /** What some servers have only. */
  private static final Map<String, String> WHERE_KNOWN =
      Map.of(
          "apply_patch_parts", "1",
          "apply_mutations_on_fly", "0",
          "enable_parallel_replicas", "0",
          "automatic_parallel_replicas_mode", "0",
          "ignore_cold_parts_seconds", "0",
          "prefer_warmed_unmerged_parts_seconds", "0",
          "partial_result_on_first_cancel", "0",
          "materialized_views_ignore_errors", "0",
          "use_skip_indexes_if_final_exact_mode", "1");

  /** Other names of the above, and what would set any of them. */
  private static final Set<String> OTHER_WAYS =
      Set.of(
          "profile",
          "allow_experimental_parallel_reading_from_replicas",
          "allow_experimental_query_deduplication");

  /** Words that end a SETTINGS clause within the same parentheses. */
  private static final Set<String> ENDS =
      Set.of("UNION", "EXCEPT", "INTERSECT", "FORMAT", "INTO", "SELECT");

  private PinnedSettings() {}

  /** Name to value of those that each server must know. */
  public static Map<String, String> always() {
    return ALWAYS;
  }

  /** Name to value of those that are pinned on servers that know them. */
  public static Map<String, String> whereKnown() {
    return WHERE_KNOWN;
  }

  /** Why nobody but us sets this; empty when a spec may. */
  public static Optional<String> problem(String name) {
    boolean pinned =
        ALWAYS.containsKey(name)
            || WHERE_KNOWN.containsKey(name)
            || OTHER_WAYS.contains(name)
            || name.contains(OVERFLOW_MODE);
    return pinned
        ? Optional.of(
            "Expected settings that leave all rows in the result, found '%s': rows would be left out"
                    .formatted(SqlFinding.quote(name))
                + " or changed without a word; say it in the statement, such as by WHERE, LIMIT or"
                + " FINAL")
        : Optional.empty();
  }

  /** Where a SETTINGS clause of the text, in a subquery too, sets one of them. */
  public static List<SqlFinding> findings(SqlText text) {
    Findings findings = new Findings();
    List<SqlToken> tokens = text.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (text.isKeyword(tokens.get(i), "SETTINGS") && isAssignment(text, i + 1)) {
        i = clause(text, i, findings);
      }
    }
    return findings.all();
  }

  /** Answers the index of the clause's last token. */
  private static int clause(SqlText text, int start, Findings findings) {
    List<SqlToken> tokens = text.tokens();
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      depth += text.nesting(token);
      boolean ends = depth == 0 && ENDS.stream().anyMatch(word -> text.isKeyword(token, word));
      if (depth < 0 || ends) {
        return i;
      }
      if (depth == 0 && (i == start || text.isSymbol(token, ',')) && isAssignment(text, i + 1)) {
        SqlToken name = tokens.get(i + 1);
        problem(text.nameOf(name))
            .ifPresent(why -> findings.add(new SqlFinding(name.start(), why)));
      }
    }
    return tokens.size() - 1;
  }

  private static boolean isAssignment(SqlText text, int index) {
    List<SqlToken> tokens = text.tokens();
    return index + 1 < tokens.size()
        && (tokens.get(index).kind() == Kind.WORD
            || tokens.get(index).kind() == Kind.QUOTED_IDENTIFIER)
        && text.isSymbol(tokens.get(index + 1), '=');
  }
}

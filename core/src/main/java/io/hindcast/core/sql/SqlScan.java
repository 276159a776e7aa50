package io.hindcast.core.sql;

import java.util.List;

/** What a scan found, in the text's order. */
record SqlScan(List<SqlToken> tokens, List<Placeholder> placeholders) {
  SqlScan {
    tokens = List.copyOf(tokens);
    placeholders = List.copyOf(placeholders);
  }
}

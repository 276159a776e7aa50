package io.hindcast.core.plan;

import io.hindcast.core.plan.ColumnFit.Verdict;
import io.hindcast.core.spec.BackfillSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a transform yields with what its target stores, column by column. */
final class SchemaDiff {
  private SchemaDiff() {}

  /** The target's columns in their order, then what only the transform has. */
  static List<ColumnFit> of(BackfillSpec spec, TargetTable target, List<TableColumn> output) {
    Map<String, TableColumn> yielded = new LinkedHashMap<>();
    output.forEach(column -> yielded.putIfAbsent(column.name(), column));
    List<ColumnFit> fits = new ArrayList<>();
    for (TableColumn into : target.columns()) {
      TableColumn from = yielded.remove(into.name());
      fits.add(from == null ? absent(into) : present(spec, from, into));
    }
    yielded.values().forEach(from -> fits.add(unknown(target, from)));
    fits.addAll(twice(output));
    return List.copyOf(fits);
  }

  private static ColumnFit absent(TableColumn into) {
    if (!into.insertable()) {
      return fit(into.name(), "", into.type(), Verdict.COMPUTED, "");
    }
    return into.defaulted()
        ? fit(into.name(), "", into.type(), Verdict.DEFAULTED, "")
        : fit(
            into.name(),
            "",
            into.type(),
            Verdict.MISSING,
            "yield it, or give the table's column a DEFAULT");
  }

  private static ColumnFit present(BackfillSpec spec, TableColumn from, TableColumn into) {
    if (!into.insertable()) {
      return fit(
          from.name(),
          from.type(),
          into.type(),
          Verdict.UNKNOWN,
          "the table computes it itself: do not yield it");
    }
    ConversionVerdict verdict = ConversionVerdict.of(spec, from, into);
    return fit(from.name(), from.type(), into.type(), verdict.verdict(), verdict.note());
  }

  private static ColumnFit unknown(TargetTable target, TableColumn from) {
    return fit(
        from.name(),
        from.type(),
        "",
        Verdict.UNKNOWN,
        "%s does not have it: rename it in the statement, or leave it out"
            .formatted(target.name()));
  }

  private static List<ColumnFit> twice(List<TableColumn> output) {
    Set<String> seen = new HashSet<>();
    return output.stream()
        .filter(column -> !seen.add(column.name()))
        .map(column ->
            fit(
                column.name(),
                column.type(),
                "",
                Verdict.TWICE,
                "yield it once: give one of them another name, or leave it out"))
        .toList();
  }

  private static ColumnFit fit(
      String name, String yields, String stores, Verdict verdict, String note) {
    return new ColumnFit(name, yields, stores, verdict, note);
  }
}

package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables that a statement reads by their full names: whether they are fenced, and whether rows
 * that merges will drop are read as well.
 */
final class ReadTables {
  private static final Pattern DROPPING = Pattern.compile("(Replacing|Collapsing|Coalescing)");

  private final SqlText text;
  private final List<SqlToken> tokens;
  private final String node;

  private ReadTables(BackfillSpec spec) {
    this.text = SqlText.of(spec.transform().sql());
    this.tokens = text.tokens();
    this.node = spec.target().table().node();
  }

  /** A table of the target's node, where the statement runs, and whether it is read with FINAL. */
  private record Read(TableName table, boolean whole) {}

  static List<Finding> findings(Survey survey) {
    Map<TableName, SourceTable> sources =
        survey.sources().stream().collect(Collectors.toMap(SourceTable::name, Function.identity()));
    Set<TableName> fenced = Set.copyOf(survey.spec().source().tables());
    List<Finding> findings = new ArrayList<>();
    Reached reached = survey.reached();
    List<Read> reads = new ReadTables(survey.spec()).reads();
    if (reached != null) {
      reached.tables().stream()
          .filter(table -> !fenced.contains(table.name()))
          .forEach(table -> findings.add(unfenced(table)));
    } else {
      reads.stream()
          .map(Read::table)
          .filter(table -> !fenced.contains(table))
          .filter(table -> !isView(survey, table))
          .forEach(table -> findings.add(unfenced(new Reached.Table(table, "", "MergeTree"))));
    }
    for (Read read : reads) {
      SourceTable source = sources.get(read.table());
      if (source != null && DROPPING.matcher(source.engine()).find() && !read.whole()) {
        findings.add(
            Finding.warning(
                ErrorCode.READ_WITHOUT_FINAL,
                "The transform reads %s, a %s, without FINAL: rows that a merge has not dropped yet count as well; add FINAL, or aggregate by argMax(…, …)"
                    .formatted(read.table(), source.engine())));
      }
    }
    return findings.stream().distinct().toList();
  }

  /** A view holds no rows: what counts are the tables behind it. */
  private static boolean isView(Survey survey, TableName table) {
    return survey.surroundings().views().views().stream()
        .anyMatch(view -> view.name().equals(table) && view.kind() == View.Kind.PLAIN);
  }

  private static Finding unfenced(Reached.Table table) {
    String through =
        table.through().isEmpty() ? "" : " through the view %s".formatted(table.through());
    return Finding.warning(
        ErrorCode.READ_UNFENCED,
        table.engine().endsWith("MergeTree")
            ? "The transform reads %s%s, which source.tables does not name: a change of it is not noticed; add it"
                .formatted(table.name(), through)
            : "The transform reads %s%s, a %s, whose changes cannot be fenced: a change of it is not noticed; name the MergeTree tables behind it in source.tables, if there are any"
                .formatted(table.name(), through, table.engine()));
  }

  private List<Read> reads() {
    boolean everywhere = hasFinalSetting();
    List<Read> reads = new ArrayList<>();
    for (int i = 0; i + 3 < tokens.size(); i++) {
      if (begins(i)
          && isName(i + 1)
          && isSymbol(i + 2, '.')
          && isName(i + 3)
          && !isSymbol(i + 4, '(')) {
        TableName table = new TableName(node, name(i + 1), name(i + 3));
        reads.add(new Read(table, everywhere || hasFinal(i + 4)));
      }
    }
    return reads;
  }

  /** ARRAY JOIN takes columns, not tables. */
  private boolean begins(int index) {
    return isWord(index, "FROM") || (isWord(index, "JOIN") && !isWord(index - 1, "ARRAY"));
  }

  /** Directly behind the name, or behind the alias. */
  private boolean hasFinal(int index) {
    int alias = isWord(index, "AS") ? index + 2 : index + 1;
    return isWord(index, "FINAL") || isWord(alias, "FINAL");
  }

  private boolean hasFinalSetting() {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      boolean here = isWord(i, "FINAL") && isSymbol(i + 1, '=');
      if (here && text.textOf(tokens.get(i + 2)).equals("1")) {
        return true;
      }
    }
    return false;
  }

  private boolean isName(int index) {
    return index < tokens.size()
        && (tokens.get(index).kind() == Kind.WORD
            || tokens.get(index).kind() == Kind.QUOTED_IDENTIFIER);
  }

  private String name(int index) {
    SqlToken token = tokens.get(index);
    String written = text.textOf(token);
    return token.kind() == Kind.QUOTED_IDENTIFIER
        ? written.substring(1, written.length() - 1)
        : written;
  }

  private boolean isWord(int index, String word) {
    return index >= 0 && index < tokens.size() && text.isKeyword(tokens.get(index), word);
  }

  private boolean isSymbol(int index, char symbol) {
    return index < tokens.size() && text.isSymbol(tokens.get(index), symbol);
  }
}

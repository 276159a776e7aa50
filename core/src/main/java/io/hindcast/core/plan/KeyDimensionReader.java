package io.hindcast.core.plan;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads one expression of a partition key that is no step of time. */
final class KeyDimensionReader {
  /** More values than that are not enumerated; they are taken for values of a column. */
  static final int BUCKETS_MAX = 100_000;

  /** Functions whose values are never negative, so that a remainder of one is not either. */
  private static final Set<String> UNSIGNED =
      Set.of(
          "cityHash64",
          "sipHash64",
          "farmHash64",
          "metroHash64",
          "halfMD5",
          "xxHash32",
          "xxHash64",
          "xxh3",
          "wyHash64",
          "murmurHash2_32",
          "murmurHash2_64",
          "murmurHash3_32",
          "murmurHash3_64",
          "gccMurmurHash",
          "intHash32",
          "intHash64",
          "CRC32",
          "CRC32IEEE",
          "CRC64",
          "URLHash",
          "toUInt8",
          "toUInt16",
          "toUInt32",
          "toUInt64");

  private final SqlText text;
  private final List<SqlToken> tokens;
  private final Map<String, String> columnTypes;

  private KeyDimensionReader(SqlText text, Map<String, String> columnTypes) {
    this.text = text;
    this.tokens = text.tokens();
    this.columnTypes = columnTypes;
  }

  static KeyDimension read(String expression, Map<String, String> columnTypes) {
    KeyDimensionReader reader = new KeyDimensionReader(SqlText.of(expression), columnTypes);
    List<String> columns = reader.columns();
    OptionalInt buckets = reader.buckets();
    return buckets.isPresent()
        ? new KeyDimension.Bucket(expression, columns, buckets.getAsInt())
        : new KeyDimension.Value(expression, columns);
  }

  private List<String> columns() {
    return IntStream.range(0, tokens.size())
        .filter(this::isColumn)
        .mapToObj(i -> text.nameOf(tokens.get(i)))
        .distinct()
        .toList();
  }

  private boolean isColumn(int index) {
    return isColumn(text, index, columnTypes.keySet());
  }

  /** Whether the token names one of the columns, and not a function. */
  static boolean isColumn(SqlText text, int index, Set<String> columns) {
    SqlToken token = text.tokens().get(index);
    boolean called =
        index + 1 < text.tokens().size() && text.isSymbol(text.tokens().get(index + 1), '(');
    return (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_IDENTIFIER)
        && !(called && token.kind() == Kind.WORD)
        && columns.contains(text.nameOf(token));
  }

  private OptionalInt buckets() {
    int size = tokens.size();
    if (size > 2 && isSymbol(size - 2, '%') && isUnsigned(tokens.subList(0, size - 2))) {
      return number(size - 1);
    }
    if (isCall(tokens) && size > 5 && isSymbol(size - 3, ',')) {
      List<SqlToken> first = tokens.subList(2, size - 3);
      return switch (text.textOf(tokens.getFirst())) {
        case "positiveModulo", "pmod", "positive_modulo", "jumpConsistentHash" -> number(size - 2);
        case "modulo", "moduloLegacy" -> isUnsigned(first) ? number(size - 2) : OptionalInt.empty();
        default -> OptionalInt.empty();
      };
    }
    return OptionalInt.empty();
  }

  /** A column or a call that has no negative values. */
  private boolean isUnsigned(List<SqlToken> expression) {
    if (expression.size() == 1) {
      return columnTypes
          .getOrDefault(text.nameOf(expression.getFirst()), "")
          .matches("(LowCardinality\\()?UInt\\d+\\)?");
    }
    return isCall(expression) && UNSIGNED.contains(text.textOf(expression.getFirst()));
  }

  /** A function's name and one pair of parentheses around everything else. */
  private boolean isCall(List<SqlToken> expression) {
    int depth = 0;
    for (int i = 1; i < expression.size(); i++) {
      depth += text.nesting(expression.get(i));
      if (depth == 0) {
        return i == expression.size() - 1 && expression.getFirst().kind() == Kind.WORD;
      }
    }
    return false;
  }

  private OptionalInt number(int index) {
    SqlToken token = tokens.get(index);
    String digits = text.textOf(token);
    if (token.kind() != Kind.NUMBER || !digits.matches("[0-9]{1,6}")) {
      return OptionalInt.empty();
    }
    int buckets = Integer.parseInt(digits);
    return buckets >= 1 && buckets <= BUCKETS_MAX ? OptionalInt.of(buckets) : OptionalInt.empty();
  }

  private boolean isSymbol(int index, char symbol) {
    return text.isSymbol(tokens.get(index), symbol);
  }
}

package io.hindcast.core.type;

import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.type.ColumnType.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the name of a type. What it does not understand is an {@link ColumnType.Other}. */
final class TypeParser {
  private static final ColumnType NUMBER = ScalarTypes.of("Float64", List.of());
  private static final ColumnType POINT =
      new ColumnType.Row(List.of(new Field(null, NUMBER), new Field(null, NUMBER)));
  private static final Map<String, ColumnType> SHAPES =
      Map.of(
          "Point", POINT,
          "Ring", many(POINT),
          "LineString", many(POINT),
          "MultiLineString", many(many(POINT)),
          "Polygon", many(many(POINT)),
          "MultiPolygon", many(many(many(POINT))));

  private final SqlText text;

  private TypeParser(SqlText text) {
    this.text = text;
  }

  static ColumnType parse(String type) {
    try {
      SqlText text = SqlText.of(type);
      return new TypeParser(text).type(text.tokens());
    } catch (SqlSyntaxException e) {
      return new ColumnType.Other(type.strip());
    }
  }

  private ColumnType type(List<SqlToken> tokens) {
    if (tokens.isEmpty()) {
      return new ColumnType.Other("");
    }
    String name = text.textOf(tokens.getFirst());
    if (tokens.size() == 1) {
      return plain(name);
    }
    boolean closed = text.isSymbol(tokens.get(1), '(') && text.isSymbol(tokens.getLast(), ')');
    return closed
        ? withArguments(name, arguments(tokens.subList(2, tokens.size() - 1)), tokens)
        : new ColumnType.Other(joined(tokens));
  }

  private static ColumnType plain(String name) {
    return switch (name) {
      case "String" -> new ColumnType.Text();
      case "Nothing" -> new ColumnType.Nothing();
      case "Dynamic" -> new ColumnType.Anything();
      case "JSON" -> new ColumnType.Document(List.of());
      default -> SHAPES.containsKey(name) ? SHAPES.get(name) : ScalarTypes.of(name, List.of());
    };
  }

  private ColumnType withArguments(
      String name, List<List<SqlToken>> arguments, List<SqlToken> all) {
    int count = arguments.size();
    return switch (name) {
      case "LowCardinality" -> type(arguments.getFirst());
      case "SimpleAggregateFunction" -> type(arguments.getLast());
      case "Nullable" -> new ColumnType.OrNull(type(arguments.getFirst()));
      case "Array" -> many(type(arguments.getFirst()));
      case "Nested" -> many(row(arguments));
      case "Tuple" -> row(arguments);
      case "Map" ->
          count == 2
              ? new ColumnType.Dictionary(type(arguments.get(0)), type(arguments.get(1)))
              : new ColumnType.Other(joined(all));
      case "Variant" -> new ColumnType.OneOf(arguments.stream().map(this::type).toList());
      case "Dynamic" -> new ColumnType.Anything();
      case "JSON" -> document(arguments);
      case "Enum8", "Enum16", "Enum" -> enumeration(arguments, all);
      case "AggregateFunction" -> new ColumnType.State(state(arguments));
      default -> {
        ColumnType scalar = ScalarTypes.of(name, arguments.stream().map(this::joined).toList());
        yield scalar instanceof ColumnType.Other ? new ColumnType.Other(joined(all)) : scalar;
      }
    };
  }

  private static ColumnType many(ColumnType element) {
    return new ColumnType.Many(element);
  }

  private ColumnType row(List<List<SqlToken>> arguments) {
    return new ColumnType.Row(arguments.stream().map(this::field).toList());
  }

  /** A name before the type: two words, or a quoted one before a type. */
  private Field field(List<SqlToken> tokens) {
    boolean named = tokens.size() > 1 && !text.isSymbol(tokens.get(1), '(');
    return named
        ? new Field(text.nameOf(tokens.getFirst()), type(tokens.subList(1, tokens.size())))
        : new Field(null, type(tokens));
  }

  /** Limits of how a document is kept are no part of what it says. */
  private ColumnType document(List<List<SqlToken>> arguments) {
    return new ColumnType.Document(
        arguments.stream().map(this::joined).filter(each -> !each.startsWith("max_")).toList());
  }

  private ColumnType enumeration(List<List<SqlToken>> arguments, List<SqlToken> all) {
    Map<String, Integer> values = new LinkedHashMap<>();
    for (List<SqlToken> argument : arguments) {
      boolean pair =
          argument.size() >= 3
              && argument.getFirst().kind() == SqlToken.Kind.STRING
              && text.isSymbol(argument.get(1), '=');
      Integer value = pair ? number(joined(argument.subList(2, argument.size()))) : null;
      if (value == null) {
        return new ColumnType.Other(joined(all));
      }
      values.put(text.textOf(argument.getFirst()), value);
    }
    return new ColumnType.Enumeration(values);
  }

  private static @Nullable Integer number(String digits) {
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** How its arguments are compressed is no part of a state. */
  private String state(List<List<SqlToken>> arguments) {
    return arguments.stream()
        .map(this::joined)
        .map(TypeParser::withoutCompression)
        .toList()
        .toString();
  }

  private static String withoutCompression(String argument) {
    String marker = "LowCardinality(";
    return argument.startsWith(marker)
        ? argument.substring(marker.length(), argument.length() - 1)
        : argument;
  }

  /** The tokens without the blanks between them that mean nothing. */
  private String joined(List<SqlToken> tokens) {
    StringBuilder joined = new StringBuilder();
    boolean word = false;
    for (SqlToken token : tokens) {
      boolean isWord = token.kind() == SqlToken.Kind.WORD;
      joined.append(word && isWord ? " " : "").append(text.textOf(token));
      word = isWord;
    }
    return joined.toString();
  }

  private List<List<SqlToken>> arguments(List<SqlToken> tokens) {
    List<List<SqlToken>> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || (depth == 0 && text.isSymbol(tokens.get(i), ','))) {
        arguments.add(tokens.subList(start, i));
        start = i + 1;
      } else {
        depth += text.nesting(tokens.get(i));
      }
    }
    return arguments;
  }
}

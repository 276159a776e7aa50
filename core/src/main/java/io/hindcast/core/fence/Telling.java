package io.hindcast.core.fence;

import io.hindcast.core.fence.SourceRead.Window;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How changes of one source are told, decided from how a statement reads it.
 *
 * @param count what is counted where the way is CONTENT
 * @param why for people, a clause
 */
public record Telling(Way way, Count count, String why) {
  private static final Comparator<Window> FIRST =
      Comparator.comparing(Window::spanned).reversed().thenComparing(Window::column);

  /**
   * What is known of a source.
   *
   * @param reads of it by the statement, over all that it is asked for; none where it is not seen
   *     to be read
   * @param reach what the statement may read for that
   * @param steady whether nothing but a statement takes rows from its parts around the reach
   */
  public record Known(TableName table, List<SourceRead> reads, TimeRange reach, boolean steady) {
    /** Copies the reads. */
    public Known {
      reads = List.copyOf(reads);
    }

    /** That of a source among the reads and parts of several. */
    public static Known of(
        TableName table,
        Collection<SourceRead> reads,
        TimeRange reach,
        Collection<SourcePart> parts) {
      return new Known(
          table,
          reads.stream().filter(read -> read.table().equals(table)).toList(),
          reach,
          parts.stream()
              .filter(part -> part.table().equals(table) && part.touches(reach))
              .allMatch(SourcePart::steady));
    }

    /** A window that every read has, and that lies within the reach. */
    private Optional<Window> common(Predicate<Window> wanted) {
      return reads.isEmpty()
          ? Optional.empty()
          : reads.getFirst().windows().stream()
              .filter(wanted)
              .sorted(FIRST)
              .filter(window -> reads.stream().allMatch(read -> stays(read, window)))
              .findFirst();
    }

    private boolean stays(SourceRead read, Window like) {
      return read.windows().stream()
          .anyMatch(window ->
              window.column().equals(like.column())
                  && window.ticks() == like.ticks()
                  && reach.encloses(window.range()));
    }

    private List<String> columns() {
      return reads.stream().anyMatch(read -> read.columns().isEmpty())
          ? List.of()
          : reads.stream().flatMap(read -> read.columns().stream()).distinct().toList();
    }

    private boolean merged() {
      return !reads.isEmpty() && reads.stream().allMatch(SourceRead::merged);
    }

    private Count count(@Nullable Window window, List<String> columns) {
      return window == null
          ? new Count(table, "", 0, columns, merged())
          : new Count(table, window.column(), window.ticks(), columns, merged());
    }
  }

  /** As the spec says; where it leaves it open, by what is proved. */
  public static Telling of(Changes changes, Known known) {
    return switch (changes.of(known.table())) {
      case AUTOMATIC -> automatic(known);
      case METADATA -> of(Way.METADATA, known, "from parts, as source.changes says");
      case CONTENT -> content(known, changes.column());
      case COLUMN -> column(known, Objects.requireNonNull(changes.column()));
    };
  }

  private static Telling automatic(Known known) {
    Optional<Window> spanned = known.common(Window::spanned);
    if (spanned.isPresent() && known.steady()) {
      return of(
          Way.METADATA,
          known,
          "from parts, which tell the time of column %s, by which the statement filters"
              .formatted(spanned.get().column()));
    }
    Optional<Window> window = known.common(any -> true);
    if (window.isPresent()) {
      String why =
          spanned.isPresent()
              ? "its parts have rows that merges or updates may still take away or change"
              : "its parts are not of one time that the statement filters by";
      return new Telling(
          Way.CONTENT,
          known.count(window.get(), known.columns()),
          "by counting its rows by %s, since %s".formatted(window.get().column(), why));
    }
    return of(
        Way.WHOLE,
        known,
        "any change of it concerns all of the range, since %s".formatted(unseen(known)));
  }

  /** Why there is no time to count by, and what to do. */
  private static String unseen(Known known) {
    if (known.reads().isEmpty()) {
      return "the server does not show that the statement reads it; name its column of times in"
          + " source.changes";
    }
    return known.reads().stream()
        .flatMap(read -> read.windows().stream())
        .filter(window -> !known.reach().encloses(window.range()))
        .min(FIRST)
        .map(window ->
            "the statement reads %s of %s for the range %s; say so by source.lookback and source.lookahead"
                .formatted(window.column(), window.range(), known.reach()))
        .orElse(
            "no condition of the statement on a time of it is seen; filter it by the range, or set"
                + " source.changes: {by: content, column: …}");
  }

  private static Telling content(Known known, @Nullable String column) {
    Optional<Window> window = known.common(each -> column == null || each.column().equals(column));
    if (window.isEmpty() && column != null) {
      return new Telling(
          Way.CONTENT,
          new Count(known.table(), column, 0, known.columns(), known.merged()),
          "by counting its rows by %s, as source.changes says".formatted(column));
    }
    return new Telling(
        Way.CONTENT,
        known.count(window.orElse(null), known.columns()),
        window
            .map(each ->
                "by counting its rows by %s, as source.changes says".formatted(each.column()))
            .orElse("by counting all of its rows, since %s".formatted(unseen(known))));
  }

  private static Telling column(Known known, String column) {
    Optional<Window> window = known.common(any -> true);
    return new Telling(
        Way.CONTENT,
        known.count(window.orElse(null), List.of(column)),
        "by its rows and their %s alone, as source.changes says: updates that leave %s as it is are not seen"
            .formatted(column, column));
  }

  /** That of the two which trusts less; of two counts that differ none can be trusted. */
  public Telling weaker(Telling other) {
    if (way == Way.CONTENT && other.way == Way.CONTENT && !count.equals(other.count)) {
      return new Telling(
          Way.WHOLE,
          Count.none(count.table()),
          "any change of it concerns all of the range, since the statement does not filter it alike for all of the range");
    }
    return way.compareTo(other.way) >= 0 ? this : other;
  }

  private static Telling of(Way way, Known known, String why) {
    return new Telling(way, Count.none(known.table()), why);
  }
}

package io.hindcast.specyaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a word may have meant. */
final class Suggestion {
  private static final int LENGTH_MAX = 60;

  private record Candidate(String word, int distance) {}

  private Suggestion() {}

  /** The nearest of the words, if it is near enough to be meant. */
  static Optional<String> of(String word, Collection<String> words) {
    if (word.isEmpty() || word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    int distanceMax = Math.max(1, word.length() / 3);
    return words.stream()
        .map(each -> new Candidate(each, distance(fold(word), fold(each))))
        .filter(each -> each.distance <= distanceMax)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Levenshtein's distance with swapped neighbours counted as one mistake. */
  private static int distance(String one, String other) {
    int[][] table = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        table[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(table, one, other, i, j);
      }
    }
    return table[one.length()][other.length()];
  }

  private static int cheapest(int[][] table, String one, String other, int i, int j) {
    int replaced = table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int cost = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(cost, table[i - 2][j - 2] + 1) : cost;
  }
}

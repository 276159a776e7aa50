package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were put aside, newest first.
 *
 * @param next where the next page begins; null at the end
 */
public record DeadLetters(List<Letter> letters, @Nullable Long next) {
  /** What the planner leaves out is empty. */
  public DeadLetters {
    letters = Lists.of(letters);
  }

  /** One of them. */
  public record Letter(
      long number,
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      int bytes,
      String code,
      String message,
      String service,
      int deliveries,
      String at,
      @Nullable String replayedAt) {}

  /**
   * One with its message.
   *
   * @param content null where it cannot be read
   */
  public record Shown(Letter letter, @Nullable String content) {}
}

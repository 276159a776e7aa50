package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.deadletter.PutAside;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.deadletter.Replays;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import io.hindcast.schemas.codec.MalformedMessageException;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that were put aside: list, look at, have delivered again. */
public final class DeadLetterRoutes {
  private static final int PAGE = 50;
  private static final int PAGE_MAX = 1000;
  private static final int TEXT_MAX = 20_000;

  private final BackfillStore store;
  private final Replays replays;

  /** Wired by the planner's main. */
  public DeadLetterRoutes(BackfillStore store, Replays replays) {
    this.store = store;
    this.replays = replays;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/dead-letters", this::list),
        Route.get("/v1/dead-letters/:number", this::show),
        Route.post("/v1/dead-letters/:number/replay", this::replay));
  }

  private record View(
      long number,
      UUID eventId,
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      int bytes,
      String code,
      String message,
      String service,
      int deliveries,
      Instant at,
      Instant seenAt,
      @Nullable Instant replayedAt) {
    static View of(PutAside.Kept kept) {
      PutAside letter = kept.letter();
      return new View(
          kept.number(),
          letter.eventId(),
          letter.origin().topic(),
          letter.origin().partition(),
          letter.origin().offset(),
          letter.origin().key(),
          letter.origin().bytes(),
          letter.reason().code(),
          letter.reason().message(),
          letter.reason().service(),
          letter.reason().deliveries(),
          letter.at(),
          kept.seenAt(),
          kept.replayedAt());
    }
  }

  /**
   * {@code next} is what to ask for as {@code before} to get the next page; left out at the end.
   */
  private record Page(List<View> letters, @Nullable Long next) {}

  /** {@code content} is the message as text, as far as it can be read and is not too long. */
  private record Shown(View letter, @Nullable String content) {}

  private record Replayed(long number, String topic) {}

  private ApiResponse list(ApiRequest request) {
    int limit = request.query("limit", PAGE, 1, PAGE_MAX);
    DeadLetterTable.Filter filter =
        new DeadLetterTable.Filter(
            request.query("topic").orElse(null),
            request.query("code").orElse(null),
            request.query("before").map(DeadLetterRoutes::number).orElse(null),
            limit);
    List<View> letters =
        store.inTransaction(tx -> tx.deadLetters().list(filter)).stream().map(View::of).toList();
    return ApiResponse.ok(
        new Page(letters, letters.size() < limit ? null : letters.getLast().number()));
  }

  private ApiResponse show(ApiRequest request) {
    long number = number(request.path("number"));
    PutAside.Kept kept =
        store
            .inTransaction(tx -> tx.deadLetters().find(number))
            .orElseThrow(() ->
                new HindcastException(
                    ErrorCode.NOT_FOUND, "There is no dead letter %d".formatted(number)));
    return ApiResponse.ok(new Shown(View.of(kept), content(kept.letter().origin()).orElse(null)));
  }

  private static Optional<String> content(PutAside.Origin origin) {
    return Topics.named(origin.topic())
        .flatMap(topic -> {
          try {
            String text = MessageCodec.standard().decode(topic.type(), origin.payload()).toString();
            return Optional.of(
                text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + " …");
          } catch (MalformedMessageException e) {
            return Optional.empty(); // That is why it was put aside; the reason says so.
          }
        });
  }

  private ApiResponse replay(ApiRequest request) {
    long number = number(request.path("number"));
    PutAside replayed = replays.replay(number, request.caller().name());
    return ApiResponse.accepted(new Replayed(number, replayed.origin().topic()));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new HindcastException(
          ErrorCode.MESSAGE_MALFORMED,
          "'%s' is no number of a dead letter: expected one such as 17".formatted(text),
          e);
    }
  }
}

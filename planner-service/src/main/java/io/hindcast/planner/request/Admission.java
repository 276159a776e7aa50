package io.hindcast.planner.request;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.text.PlainText;
import java.util.Optional;
import java.util.UUID;

/**
 * What is refused of a request whose spec can be read. The API asks before it promises anything,
 * and what takes requests from the topic asks again: one rule for both.
 */
public final class Admission {
  private static final UUID ZEROS = new UUID(0, 0);

  private Admission() {}

  /** Whether nobody can have this id. */
  public static Optional<Refusal> refusal(UUID id) {
    return id.equals(ZEROS)
        ? Optional.of(
            new Refusal(
                ErrorCode.MESSAGE_MALFORMED, "The backfill id is all zeros: choose a random UUID"))
        : Optional.empty();
  }

  /**
   * Whether the id is that of another request; the same one again is fine.
   *
   * @param found the backfill that has the id
   */
  public static Optional<Refusal> refusal(Backfill found, String specYaml) {
    return found.request().specYaml().equals(specYaml)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ErrorCode.REQUEST_CONFLICT,
                "Backfill %s exists with another spec ('%s'); choose a new backfill id for a new request"
                    .formatted(found.id(), found.request().name())));
  }

  /** Whether a reason is one that can be kept and shown. */
  public static Optional<Refusal> reasonRefusal(String reason) {
    return PlainText.problem("reason", reason, PlainText.REASON_MAX)
        .map(problem -> new Refusal(ErrorCode.MESSAGE_MALFORMED, problem));
  }
}

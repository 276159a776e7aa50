package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.text.PlainText;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.Letters;
import io.hindcast.planner.message.Traces;
import io.hindcast.planner.request.Admission;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.RequestOrigin;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts what callers want onto the same topics that anybody may publish to: there is one path for
 * requests and controls, and the API is merely in front of it.
 */
public final class Submissions {
  private final BackfillStore store;
  private final Letters letters;

  /** Wired by the planner's main. */
  public Submissions(BackfillStore store, Letters letters) {
    this.store = store;
    this.letters = letters;
  }

  /**
   * Puts a request onto its topic.
   *
   * @throws HindcastException for what would be refused there
   */
  void submit(UUID id, String specYaml, String by, RequestOrigin origin) {
    Admission.refusal(id).ifPresent(Submissions::refuse);
    BackfillRequest message =
        BackfillRequest.newBuilder()
            .setMeta(letters.stamp(BackfillRequest.class, id, Traces.of(id)))
            .setSpecYaml(specYaml)
            .setRequestedBy(PlainText.line(by, PlainText.NAME_MAX))
            .setOrigin(origin)
            .build();
    store.inTransaction(tx -> {
      tx.find(id)
          .flatMap(found -> Admission.refusal(found, specYaml))
          .ifPresent(Submissions::refuse);
      tx.send(letters.envelope(Topics.REQUESTS, id.toString(), message));
      return true;
    });
  }

  private static void refuse(Refusal refusal) {
    throw new HindcastException(refusal.code(), refusal.message());
  }

  /**
   * What somebody wants.
   *
   * @param content digest of what is approved; null for whatever is there
   */
  record Wish(ControlAction action, @Nullable String reason, @Nullable String content) {}

  void control(UUID id, Wish wish, String by) {
    Optional.ofNullable(wish.reason())
        .flatMap(Admission::reasonRefusal)
        .ifPresent(Submissions::refuse);
    Control message =
        Control.newBuilder()
            .setMeta(letters.stamp(Control.class, id, Traces.of(id)))
            .setAction(wish.action())
            .setRequestedBy(PlainText.line(by, PlainText.NAME_MAX))
            .setReason(wish.reason())
            .setContent(wish.content())
            .build();
    store.inTransaction(tx -> {
      tx.send(letters.envelope(Topics.CONTROLS, id.toString(), message));
      return true;
    });
  }
}

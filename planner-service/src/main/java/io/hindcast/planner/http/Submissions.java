package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.Letters;
import io.hindcast.planner.message.Traces;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.RequestOrigin;
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

  void submit(UUID id, String specYaml, String by, RequestOrigin origin) {
    BackfillRequest message =
        BackfillRequest.newBuilder()
            .setMeta(letters.stamp(BackfillRequest.class, id, Traces.of(id)))
            .setSpecYaml(specYaml)
            .setRequestedBy(by)
            .setOrigin(origin)
            .build();
    store.inTransaction(tx -> {
      tx.send(letters.envelope(Topics.REQUESTS, id.toString(), message));
      return true;
    });
  }

  /**
   * What somebody wants.
   *
   * @param content digest of what is approved; null for whatever is there
   */
  record Wish(ControlAction action, @Nullable String reason, @Nullable String content) {}

  void control(UUID id, Wish wish, String by) {
    Control message =
        Control.newBuilder()
            .setMeta(letters.stamp(Control.class, id, Traces.of(id)))
            .setAction(wish.action())
            .setRequestedBy(by)
            .setReason(wish.reason())
            .setContent(wish.content())
            .build();
    store.inTransaction(tx -> {
      tx.send(letters.envelope(Topics.CONTROLS, id.toString(), message));
      return true;
    });
  }
}

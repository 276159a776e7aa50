package io.hindcast.cli.command;

import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.terminal.Terminal;
import java.util.Objects;
import java.util.UUID;

/** Waits for what comes of an approval: the end, or the need of another one. */
final class ApprovalWait {
  private final PlannerApi api;
  private final Terminal terminal;
  private boolean left;

  ApprovalWait(PlannerApi api, Terminal terminal) {
    this.api = api;
    this.terminal = terminal;
  }

  /**
   * Shows the progress until then.
   *
   * @return as of {@link BackfillWatch#follow}; {@link ExitCode#REFUSED} when the content changed
   *     after the approval, so that it has to be approved again
   */
  ExitCode follow(UUID id, Backfill before, boolean json) {
    BackfillWatch watch = new BackfillWatch(api, terminal);
    Backfill last = watch.until(id, json, now -> now.outcome().ended() || isAsked(before, now));
    if (last.outcome().ended()) {
      return BackfillWatch.verdict(last);
    }
    Backfill.Reason reason = last.reason();
    terminal.note(
        "hindcast: "
            + (reason == null || reason.message() == null
                ? "It waits for another approval"
                : reason.message()));
    return ExitCode.REFUSED;
  }

  private boolean isAsked(Backfill before, Backfill now) {
    if (now.outcome() != Outcome.WAITING) {
      left = true;
      return false;
    }
    return left
        || !Objects.equals(before.content(), now.content())
        || !Objects.equals(before.reason(), now.reason());
  }
}

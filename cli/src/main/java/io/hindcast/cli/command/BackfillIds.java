package io.hindcast.cli.command;

import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Run;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds the backfill that a user means: by its id, or by the beginning of a recent one's. */
final class BackfillIds {
  private static final int RECENT = 200;
  private static final Pattern FULL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-fA-F-]{4,35}");

  private BackfillIds() {}

  static UUID resolve(PlannerApi api, String given) {
    if (FULL.matcher(given).matches()) {
      return UUID.fromString(given);
    }
    if (!BEGINNING.matcher(given).matches()) {
      throw new CliException(
          ExitCode.USAGE,
          "'%s' is not a backfill's id; expected a UUID or at least its first four characters ('hindcast runs' lists them)"
              .formatted(given));
    }
    List<Run> found =
        api.runs(RECENT, Optional.empty(), Optional.empty()).value().stream()
            .filter(run -> run.backfillId().regionMatches(true, 0, given, 0, given.length()))
            .toList();
    if (found.size() != 1) {
      throw new CliException(
          ExitCode.REFUSED,
          "%s of the newest %d backfills begins with '%s'; see 'hindcast runs'"
              .formatted(found.isEmpty() ? "None" : "More than one", RECENT, given));
    }
    return UUID.fromString(found.getFirst().backfillId());
  }
}

package io.hindcast.cli.command;

import io.hindcast.cli.api.Backfill;
import java.util.List;

/** What keeps a backfill from getting on: each sentence once, as soon as it is known. */
final class WaitingNotes {
  private static final String PREFIX = "Waiting";

  private List<String> told = List.of();

  /** What it waits for right now. */
  static List<String> all(Backfill backfill) {
    return backfill.warnings().stream().filter(text -> text.startsWith(PREFIX)).toList();
  }

  /** What it waits for and did not wait for the last time. */
  List<String> fresh(Backfill backfill) {
    List<String> now = all(backfill);
    List<String> fresh = now.stream().filter(text -> !told.contains(text)).toList();
    told = now;
    return fresh;
  }
}

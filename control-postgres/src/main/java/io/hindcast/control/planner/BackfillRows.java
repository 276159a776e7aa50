package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.Request;
import org.jspecify.annotations.Nullable;

/** Rows of the table backfill. */
final class BackfillRows {
  private BackfillRows() {}

  static Backfill backfill(Row row) {
    Request request =
        new Request(
            row.string("spec_yaml"),
            row.string("name"),
            row.string("owner"),
            row.string("target"),
            Labels.read(row.string("labels")),
            row.string("requested_by"),
            row.string("origin"),
            row.string("traceparent"));
    return new Backfill(
        row.uuid("id"),
        request,
        StateColumns.read(row),
        row.flag("paused"),
        row.instant("submitted_at"),
        row.optionalUuid("group_id").orElse(null));
  }

  static @Nullable Object[] insertValues(Backfill backfill) {
    Request request = backfill.request();
    StateColumns state = StateColumns.of(backfill.state());
    return new @Nullable Object[] {
      backfill.id(),
      request.name(),
      request.owner(),
      request.target(),
      Labels.write(request.labels()),
      request.specYaml(),
      request.by(),
      request.origin(),
      request.traceparent(),
      backfill.submittedAt(),
      state.label(),
      backfill.paused(),
      state.code(),
      state.message(),
      backfill.state().terminal() ? backfill.submittedAt() : null,
      backfill.groupId()
    };
  }
}

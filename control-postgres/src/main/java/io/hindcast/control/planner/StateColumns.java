package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A backfill's state as columns. States without a course leave the course's columns alone. */
record StateColumns(
    String label,
    @Nullable Course course,
    @Nullable UUID validationId,
    @Nullable UUID swapId,
    @Nullable String code,
    @Nullable String message) {

  private static final String UPDATE_COURSE =
      """
      waves = ?, pass = ?, round = ?, stale = ?, catch_ups = ?, follow_ups = ?,
      revalidations = ?, recomputed_max = ?, approved = ?,
      """;

  static StateColumns of(BackfillState state) {
    String label = state.label();
    return switch (state) {
      case BackfillState.Planning ignored -> plain(label, null);
      case BackfillState.Running running -> plain(label, running.course());
      case BackfillState.Validating validating ->
          new StateColumns(label, validating.course(), validating.validationId(), null, null, null);
      case BackfillState.Settling settling -> plain(label, settling.course());
      case BackfillState.AwaitingApproval awaiting -> plain(label, awaiting.course());
      case BackfillState.Swapping swapping ->
          new StateColumns(label, swapping.course(), null, swapping.swapId(), null, null);
      case BackfillState.FollowingUp following -> plain(label, following.course());
      case BackfillState.Swapped swapped -> plain(label, swapped.course());
      case BackfillState.Failed failed -> ended(label, failed.code().name(), failed.message());
      case BackfillState.Cancelled cancelled -> ended(label, "CANCELLED", cancelled.message());
      case BackfillState.Rejected rejected ->
          ended(label, rejected.code().name(), rejected.message());
    };
  }

  static BackfillState read(Row row) {
    String label = row.string("state");
    return switch (label) {
      case "PLANNING" -> new BackfillState.Planning();
      case "RUNNING" -> new BackfillState.Running(course(row));
      case "VALIDATING" -> new BackfillState.Validating(course(row), row.uuid("validation_id"));
      case "SETTLING" -> new BackfillState.Settling(course(row));
      case "AWAITING_APPROVAL" -> new BackfillState.AwaitingApproval(course(row));
      case "SWAPPING" -> new BackfillState.Swapping(course(row), row.uuid("swap_id"));
      case "FOLLOWING_UP" -> new BackfillState.FollowingUp(course(row));
      case "SWAPPED" -> new BackfillState.Swapped(course(row));
      case "FAILED" -> new BackfillState.Failed(code(row), row.string("message"));
      case "CANCELLED" -> new BackfillState.Cancelled(row.string("message"));
      case "REJECTED" -> new BackfillState.Rejected(code(row), row.string("message"));
      default -> throw new IllegalStateException("No backfill state is called " + label);
    };
  }

  String updateSql() {
    return """
    UPDATE backfill SET %s
      state = ?, paused = ?, validation_id = ?, swap_id = ?, code = ?, message = ?,
      finished_at = CASE WHEN ? THEN COALESCE(finished_at, now()) END
    WHERE id = ?
    """
        .formatted(course == null ? "" : UPDATE_COURSE);
  }

  @Nullable Object[] updateValues(Backfill backfill) {
    List<@Nullable Object> values = new ArrayList<>();
    if (course != null) {
      Course.Recomputed r = course.recomputed();
      values.addAll(List.of(course.waves(), course.pass(), course.round(), r.stale()));
      values.addAll(List.of(r.catchUps(), r.followUps(), r.revalidations(), r.max()));
      values.add(course.approved());
    }
    values.add(label);
    values.add(backfill.paused());
    values.add(validationId);
    values.add(swapId);
    values.add(code);
    values.add(message);
    values.add(backfill.state().terminal());
    values.add(backfill.id());
    return values.toArray();
  }

  private static StateColumns plain(String label, @Nullable Course course) {
    return new StateColumns(label, course, null, null, null, null);
  }

  private static StateColumns ended(String label, String code, String message) {
    return new StateColumns(label, null, null, null, code, message);
  }

  private static Course course(Row row) {
    return new Course(
        row.integer("waves"),
        row.integer("pass"),
        row.integer("round"),
        new Course.Recomputed(
            row.integer("stale"),
            row.integer("catch_ups"),
            row.integer("follow_ups"),
            row.integer("revalidations"),
            row.integer("recomputed_max")),
        row.flag("approved"));
  }

  private static ErrorCode code(Row row) {
    return row.choice("code", ErrorCode.class);
  }
}

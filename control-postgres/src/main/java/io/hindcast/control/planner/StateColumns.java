package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Content;
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
    @Nullable UUID awaited,
    @Nullable String code,
    @Nullable String message,
    @Nullable StateColumns origin,
    Content content) {
  private static final Content NO_CONTENT = new Content("", 0, 0);

  private static final String OVERLAP = ErrorCode.BACKFILL_OVERLAP.name();
  private static final String CHANGED = ErrorCode.CONTENT_CHANGED.name();
  private static final String HOT = ErrorCode.HOT_PARTITION.name();
  private static final String UPDATE_COURSE =
      """
      waves = ?, pass = ?, round = ?, stale = ?, catch_ups = ?, follow_ups = ?,
      revalidations = ?, recomputed_max = ?, automatic = ?,
      """;

  static StateColumns of(BackfillState state) {
    String label = state.label();
    return switch (state) {
      case BackfillState.Planning ignored -> plain(label, null);
      case BackfillState.Queued queued ->
          columns(label, queued.waitsFor(), OVERLAP, queued.message());
      case BackfillState.Running running -> plain(label, running.course());
      case BackfillState.Validating validating ->
          awaiting(label, validating.course(), validating.validationId());
      case BackfillState.Settling settling -> plain(label, settling.course());
      case BackfillState.AwaitingApproval awaiting -> shown(label, awaiting);
      case BackfillState.AwaitingGroup awaiting -> plain(label, awaiting.course());
      case BackfillState.TakingBack taking ->
          columns(label, taking.swapId(), taking.code().name(), taking.message());
      case BackfillState.Swapping swapping -> awaiting(label, swapping.course(), swapping.swapId());
      case BackfillState.FollowingUp following -> plain(label, following.course());
      case BackfillState.Swapped ignored -> plain(label, null);
      case BackfillState.RollingBack rolling ->
          new StateColumns(
              label, null, rolling.swapId(), null, null, of(rolling.origin()), NO_CONTENT);
      case BackfillState.RolledBack ignored -> plain(label, null);
      case BackfillState.SwappingAgain again -> awaiting(label, null, again.swapId());
      case BackfillState.Failed failed -> ended(label, failed.code().name(), failed.message());
      case BackfillState.HotPartition hot -> ended(label, HOT, hot.message());
      case BackfillState.Cancelling cancelling -> ended(label, "CANCELLED", cancelling.message());
      case BackfillState.Cancelled cancelled -> ended(label, "CANCELLED", cancelled.message());
      case BackfillState.Rejected rejected ->
          ended(label, rejected.code().name(), rejected.message());
      case BackfillState.NothingToDo nothing -> ended(label, label, nothing.message());
    };
  }

  static BackfillState read(Row row) {
    return read(row, row.string("state"), "code", "message");
  }

  private static BackfillState read(Row row, String label, String code, String message) {
    return switch (label) {
      case "PLANNING" -> new BackfillState.Planning();
      case "QUEUED" -> new BackfillState.Queued(row.uuid("waits_for"), row.string(message));
      case "RUNNING" -> new BackfillState.Running(course(row));
      case "VALIDATING" -> new BackfillState.Validating(course(row), row.uuid("validation_id"));
      case "SETTLING" -> new BackfillState.Settling(course(row));
      case "AWAITING_APPROVAL" -> shown(row, message);
      case "AWAITING_GROUP" -> new BackfillState.AwaitingGroup(course(row));
      case "TAKING_BACK" ->
          new BackfillState.TakingBack(
              row.uuid("swap_id"), row.choice(code, ErrorCode.class), row.string(message));
      case "SWAPPING" -> new BackfillState.Swapping(course(row), row.uuid("swap_id"));
      case "FOLLOWING_UP" -> new BackfillState.FollowingUp(course(row));
      case "SWAPPED" -> new BackfillState.Swapped();
      case "ROLLING_BACK" ->
          new BackfillState.RollingBack(
              row.uuid("swap_id"), read(row, row.string("back_to"), "back_code", "back_message"));
      case "ROLLED_BACK" -> new BackfillState.RolledBack();
      case "SWAPPING_AGAIN" -> new BackfillState.SwappingAgain(row.uuid("swap_id"));
      case "FAILED" ->
          new BackfillState.Failed(row.choice(code, ErrorCode.class), row.string(message));
      case "HOT_PARTITION" -> new BackfillState.HotPartition(row.string(message));
      case "CANCELLING" -> new BackfillState.Cancelling(row.string(message));
      case "CANCELLED" -> new BackfillState.Cancelled(row.string(message));
      case "REJECTED" ->
          new BackfillState.Rejected(row.choice(code, ErrorCode.class), row.string(message));
      case "NOTHING_TO_DO" -> new BackfillState.NothingToDo(row.string(message));
      default -> throw new IllegalStateException("No backfill state is called " + label);
    };
  }

  private static BackfillState shown(Row row, String message) {
    return new BackfillState.AwaitingApproval(
        course(row), content(row), row.optionalString(message).orElse(""));
  }

  static Content content(Row row) {
    return new Content(
        row.string("content_digest"),
        row.number("content_rows"),
        row.integer("content_partitions"));
  }

  /**
   * A backfill that is taken back and forth ended when it first did. What was cleaned up after one
   * end is not yet cleaned up after the next one.
   */
  String updateSql() {
    return """
    UPDATE backfill SET %s
      state = ?, paused = ?, validation_id = ?, swap_id = ?, waits_for = ?, code = ?, message = ?,
      back_to = ?, back_code = ?, back_message = ?,
      content_digest = ?, content_rows = ?, content_partitions = ?,
      finished_at = CASE WHEN ? THEN COALESCE(finished_at, now()) WHEN ? THEN finished_at END,
      clean = clean AND state = ?
    WHERE id = ?
    """
        .formatted(courseToWrite() == null ? "" : UPDATE_COURSE);
  }

  @Nullable Object[] updateValues(Backfill backfill) {
    List<@Nullable Object> values = new ArrayList<>();
    Course written = courseToWrite();
    if (written != null) {
      Course.Recomputed r = written.recomputed();
      values.addAll(List.of(written.waves(), written.pass(), written.round(), r.stale()));
      values.addAll(List.of(r.catchUps(), r.followUps(), r.revalidations(), r.max()));
      values.add(written.automatic());
    }
    values.add(label);
    values.add(backfill.paused());
    values.add(label.equals("VALIDATING") ? awaited : null);
    values.add(swapId());
    values.add(label.equals("QUEUED") ? awaited : null);
    values.add(code);
    values.add(message);
    values.add(origin == null ? null : origin.label());
    values.add(origin == null ? null : origin.code());
    values.add(origin == null ? null : origin.message());
    values.addAll(List.of(content.digest(), content.rows(), content.partitions()));
    values.add(backfill.state().terminal());
    values.add(backfill.state().reversing());
    values.add(label);
    values.add(backfill.id());
    return values.toArray();
  }

  private @Nullable UUID swapId() {
    return switch (label) {
      case "SWAPPING", "ROLLING_BACK", "SWAPPING_AGAIN", "TAKING_BACK" -> awaited;
      default -> null;
    };
  }

  private @Nullable Course courseToWrite() {
    return origin == null ? course : origin.course();
  }

  private static StateColumns plain(String label, @Nullable Course course) {
    return new StateColumns(label, course, null, null, null, null, NO_CONTENT);
  }

  private static StateColumns shown(String label, BackfillState.AwaitingApproval awaiting) {
    boolean voided = !awaiting.message().isEmpty();
    return new StateColumns(
        label,
        awaiting.course(),
        null,
        voided ? CHANGED : null,
        voided ? awaiting.message() : null,
        null,
        awaiting.content());
  }

  private static StateColumns awaiting(String label, @Nullable Course course, UUID awaited) {
    return new StateColumns(label, course, awaited, null, null, null, NO_CONTENT);
  }

  private static StateColumns columns(String label, UUID awaited, String code, String message) {
    return new StateColumns(label, null, awaited, code, message, null, NO_CONTENT);
  }

  private static StateColumns ended(String label, String code, String message) {
    return new StateColumns(label, null, null, code, message, null, NO_CONTENT);
  }

  /** The course, which a state without one leaves as it was. */
  static Course course(Row row) {
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
        row.flag("automatic"));
  }
}

package io.hindcast.planner.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.BackfillSummary;
import io.hindcast.core.status.TaskView;
import io.hindcast.planner.course.LiveQueries;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import io.hindcast.schemas.RequestOrigin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Backfills: submit, list, look at. */
public final class BackfillRoutes {
  private static final int PAGE = 50;
  private static final int PAGE_MAX = 1000;

  private final SpecReader reader;
  private final Submissions submissions;
  private final BackfillQueries queries;
  private final Supplier<UUID> ids;
  private final StatusNotes notes;
  private final LiveQueries queriesAlive;

  /**
   * @param ids fresh backfill ids
   * @param notes what is to be said of a backfill right now
   * @param queriesAlive what runs in the warehouse
   */
  public BackfillRoutes(
      SpecReader reader,
      Submissions submissions,
      BackfillQueries queries,
      Supplier<UUID> ids,
      StatusNotes notes,
      LiveQueries queriesAlive) {
    this.reader = reader;
    this.submissions = submissions;
    this.queries = queries;
    this.ids = ids;
    this.notes = notes;
    this.queriesAlive = queriesAlive;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/backfills", this::submit),
        Route.get("/v1/backfills", this::list),
        Route.get("/v1/backfills/:id", this::status),
        Route.get("/v1/backfills/:id/tasks", this::tasks),
        Route.get("/v1/backfills/:id/events", this::events),
        Route.get("/v1/backfills/:id/queries", this::queries));
  }

  private record Body(String spec, @Nullable UUID backfillId, @Nullable RequestOrigin origin) {}

  private record Submitted(UUID backfillId) {}

  private record Described(@JsonUnwrapped BackfillStatus status, Optional<PaceView> pace) {}

  private record Queries(int running) {}

  private record Backfills(List<BackfillSummary> backfills) {}

  private record Tasks(List<TaskView> tasks) {}

  private record Events(List<BackfillStatus.HistoryEntry> events) {}

  private ApiResponse submit(ApiRequest request) {
    Body body = request.json(Body.class);
    if (reader.read(body.spec()) instanceof SpecOutcome.Invalid invalid) {
      return Problems.response(invalid);
    }
    UUID id = Optional.ofNullable(body.backfillId()).orElseGet(ids);
    submissions.submit(
        id,
        body.spec(),
        request.caller().name(),
        Optional.ofNullable(body.origin()).orElse(RequestOrigin.REST));
    return ApiResponse.accepted(new Submitted(id));
  }

  private ApiResponse list(ApiRequest request) {
    return ApiResponse.ok(
        new Backfills(
            queries.list(
                new BackfillQueries.Filter(
                    request.query("state").orElse(null),
                    request.query("name").orElse(null),
                    request.query("before").map(Ids::parse).orElse(null),
                    request.query("limit", PAGE, 1, PAGE_MAX)))));
  }

  private ApiResponse status(ApiRequest request) {
    BackfillStatus status = require(Ids.of(request));
    for (String note : notes.of(status)) {
      status = status.warn(note);
    }
    return ApiResponse.ok(new Described(status, notes.pace(status.backfillId())));
  }

  private ApiResponse tasks(ApiRequest request) {
    UUID id = require(Ids.of(request)).backfillId();
    return ApiResponse.ok(
        new Tasks(
            queries.tasks(
                id,
                request.query("state").orElse(null),
                request.query("after").orElse(null),
                request.query("limit", 100, 1, PAGE_MAX))));
  }

  private ApiResponse events(ApiRequest request) {
    UUID id = require(Ids.of(request)).backfillId();
    return ApiResponse.ok(new Events(queries.history(id, PAGE_MAX)));
  }

  private ApiResponse queries(ApiRequest request) {
    UUID id = require(Ids.of(request)).backfillId();
    return ApiResponse.ok(new Queries(queriesAlive.of(id)));
  }

  private BackfillStatus require(UUID id) {
    return queries
        .status(id)
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.NOT_FOUND,
                "There is no backfill %s; GET /v1/backfills lists them".formatted(id)));
  }
}

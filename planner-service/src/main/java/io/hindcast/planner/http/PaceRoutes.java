package io.hindcast.planner.http;

import io.hindcast.core.pace.Claim;
import io.hindcast.planner.pace.PoolBoard;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import java.util.List;
import java.util.UUID;

/** The pools, and who has their slots. */
public final class PaceRoutes {
  private final PoolBoard board;

  /** Wired by the planner's main. */
  public PaceRoutes(PoolBoard board) {
    this.board = board;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.get("/v1/pools", this::list));
  }

  private record Answer(List<PoolView> pools) {}

  private record PoolView(
      String pool,
      int slots,
      int usable,
      int used,
      PaceView.ThrottleView throttle,
      List<MemberView> backfills) {}

  private record MemberView(
      UUID backfillId,
      String name,
      int priority,
      int ceiling,
      int granted,
      int running,
      boolean waiting,
      String hold) {}

  private ApiResponse list(ApiRequest request) {
    return ApiResponse.ok(new Answer(board.read().stream().map(PaceRoutes::view).toList()));
  }

  private static PoolView view(PoolBoard.Standing pool) {
    return new PoolView(
        pool.pool(),
        pool.slots(),
        pool.usable(),
        pool.used(),
        PaceView.ThrottleView.of(pool.throttle()),
        pool.members().stream().map(PaceRoutes::view).toList());
  }

  private static MemberView view(PoolBoard.Member member) {
    Claim claim = member.claim();
    return new MemberView(
        claim.backfillId(),
        member.name(),
        claim.weight(),
        claim.ceiling(),
        claim.allowance(),
        claim.inFlight(),
        claim.hungry(),
        member.hold());
  }
}

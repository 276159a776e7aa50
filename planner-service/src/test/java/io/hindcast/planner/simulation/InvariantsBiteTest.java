package io.hindcast.planner.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.Topics;
import io.hindcast.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each invariant notices a planner with the defect that it is there for. */
class InvariantsBiteTest {
  private static final int SEEDS = 300;

  @BeforeAll
  static void silence() {
    Seeds.silence();
  }

  @AfterAll
  static void speak() {
    Seeds.speak();
  }

  @Test
  void everyPartitionOnceNoticesAPartitionThatIsNotPromoted() {
    assertNoticed(
        EveryPartitionOnce::new,
        warehouse((model, server) ->
            new Forwarding(model, server) {
              @Override
              public void promote(TableName staging, TableName into, List<String> ids) {
                super.promote(staging, into, ids.subList(ids.size() > 1 ? 1 : 0, ids.size()));
              }
            }));
  }

  @Test
  void everyPartitionOnceNoticesRowsThatArePromotedTwice() {
    assertNoticed(
        EveryPartitionOnce::new,
        warehouse((model, server) ->
            new Forwarding(model, server) {
              @Override
              public void promote(TableName staging, TableName into, List<String> ids) {
                super.promote(staging, into, ids);
                ids.forEach(id -> server.table(into).add(id, server.table(staging).in(id)));
              }
            }));
  }

  @Test
  void everyPartitionOnceNoticesLateRowsThatAreNotFollowedUp() {
    assertNoticed(
        EveryPartitionOnce::new,
        transactions(tx -> Altered.tasks(tx, "all", (original, arguments) -> List.of())));
  }

  @Test
  void noZombiePromotionNoticesAResultThatIsPromotedWithoutBeingAccepted() {
    assertNoticed(
        NoZombiePromotion::new,
        warehouse((model, server) ->
            new Forwarding(model, server) {
              @Override
              public void drop(WorkingTable table) {
                zombie(server, table.name());
                super.drop(table);
              }
            }));
  }

  private static void zombie(ModelServer server, TableName staging) {
    if (!staging.table().contains("_t")) {
      return;
    }
    String prefix = staging.table().substring(0, staging.table().indexOf("_t"));
    ModelServer.Table shadow =
        server.tables.get(new TableName(staging.database(), prefix + "_g0_shadow"));
    ModelServer.Table rows = server.tables.get(staging);
    if (shadow != null && rows != null) {
      rows.partitions().forEach(shadow::add);
    }
  }

  @Test
  void cancelIsFinalNoticesAPlannerThatGoesOn() {
    Map<UUID, Backfill> running = new HashMap<>();
    assertNoticed(
        CancelIsFinal::new,
        transactions(tx ->
            Altered.transaction(
                tx,
                "lock",
                (original, arguments) -> {
                  Optional<?> found = (Optional<?>) Objects.requireNonNull(original.call());
                  return found.map(it -> stale(running, (Backfill) it));
                })));
  }

  private static Backfill stale(Map<UUID, Backfill> running, Backfill backfill) {
    if (backfill.state() instanceof BackfillState.Running) {
      running.put(backfill.id(), backfill);
    }
    return backfill.state() instanceof BackfillState.Cancelled
        ? running.getOrDefault(backfill.id(), backfill)
        : backfill;
  }

  @Test
  void budgetRespectedNoticesAPlannerThatDoesNotCount() {
    assertNoticed(
        BudgetRespected::new,
        transactions(tx -> Altered.tasks(tx, "inFlight", (original, arguments) -> 0)));
  }

  @Test
  void budgetRespectedNoticesABudgetThatIsUsedUpUnseen() {
    assertNoticed(
        BudgetRespected::new,
        warehouse((model, server) ->
            new Forwarding(model, server) {
              @Override
              public Optional<Report> usage(String queryIdPrefix, Instant since) {
                return Optional.of(new Report(List.of(), Usage.NONE));
              }
            }));
  }

  @Test
  void budgetRespectedNoticesATaskThatStartsThoughTheBudgetIsUsedUp() {
    assertNoticed(
        BudgetRespected::new,
        "BudgetRespected: something starts though the budget is used up",
        transactions(tx -> Altered.transaction(tx, "pace", (original, arguments) -> lavish(tx))));
  }

  /** Grants whatever is wanted to who has used up its budget. */
  private static PaceTable lavish(BackfillTransaction tx) {
    PaceTable table = tx.pace();
    return Altered.pace(
        table,
        "allowance",
        (original, arguments) ->
            table
                    .find((UUID) Objects.requireNonNull(arguments[0]))
                    .filter(
                        pace -> pace.spending().standing().compareTo(Budget.Standing.WAITING) >= 0)
                    .isPresent()
                ? (Object) 100
                : original.call());
  }

  @Test
  void outboxMatchesStateNoticesAMessageThatIsNotSent() {
    assertNoticed(
        OutboxMatchesState::new,
        transactions(tx ->
            Altered.transaction(
                tx,
                "send",
                (original, arguments) ->
                    ((OutboxMessage) arguments[0]).topic().equals(Topics.VALIDATIONS.name())
                        ? null
                        : original.call())));
  }

  @Test
  void approvedAloneNoticesAnApprovalThatOutlivesItsContent() {
    assertNoticed(
        ApprovedAlone::new,
        transactions(tx ->
            Altered.transaction(
                tx,
                "results",
                (original, arguments) ->
                    lasting((ResultTable) Objects.requireNonNull(original.call())))));
  }

  /** Once something was approved, everything is. */
  private static ResultTable lasting(ResultTable table) {
    return Altered.results(
        table,
        "approvals",
        (original, arguments) ->
            table.approvals().isEmpty()
                ? List.of()
                : IntStream.range(0, 10)
                    .boxed()
                    .flatMap(round -> table.pins(round).stream())
                    .collect(
                        Collectors.toMap(
                            PartitionPin::partitionId, Review.Approval::of, (old, newer) -> newer))
                    .values()
                    .stream()
                    .toList());
  }

  @Test
  void everyPartitionOnceNoticesMessagesThatNobodyHasSent() {
    assertNoticed(EveryPartitionOnce::new, believing());
  }

  /** Services that believe whatever is said. */
  private static Plant believing() {
    return new Plant() {
      @Override
      public Genuine genuine(Genuine genuine) {
        return new Genuine((sender, letter) -> true);
      }
    };
  }

  @Test
  void cancelIsFinalNoticesGuardsThatAreNotDropped() {
    assertNoticed(CancelIsFinal::new, overlooking("_guard"));
  }

  @Test
  void nothingRemainsNoticesATableThatIsNotLookedFor() {
    assertNoticed(NothingRemains::new, overlooking("_base"));
  }

  @Test
  void progressNoticesACleanUpThatNeverEnds() {
    assertNoticed(
        Progress::new,
        warehouse((model, server) ->
            new Forwarding(model, server) {
              @Override
              public List<TableName> tablesWithPrefix(String database, String prefix) {
                throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "Never again");
              }
            }));
  }

  /** A planner that does not find tables whose names end so. */
  private static Plant overlooking(String suffix) {
    return warehouse((model, server) ->
        new Forwarding(model, server) {
          @Override
          public List<TableName> tablesWithPrefix(String database, String prefix) {
            return super.tablesWithPrefix(database, prefix).stream()
                .filter(table -> !table.table().endsWith(suffix))
                .toList();
          }
        });
  }

  private static void assertNoticed(Supplier<Invariant> invariant, Plant plant) {
    assertNoticed(invariant, invariant.get().getClass().getSimpleName() + ":", plant);
  }

  /** What it says begins like this, in some life. */
  private static void assertNoticed(Supplier<Invariant> invariant, String said, Plant plant) {
    assertThat(
            LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> failure(seed, invariant, plant).startsWith(said)))
        .as("'%s' is said in %d lives", said, SEEDS)
        .isTrue();
  }

  private static String failure(long seed, Supplier<Invariant> invariant, Plant plant) {
    try {
      new Life(seed, List.of(invariant.get(), new Progress()), plant, new Trace(false)).run();
      return "";
    } catch (AssertionError | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Plant transactions(UnaryOperator<BackfillTransaction> alter) {
    return new Plant() {
      @Override
      public BackfillStore store(BackfillStore store) {
        return Altered.transactions(store, alter);
      }
    };
  }

  private interface Alteration {
    Warehouse of(ModelWarehouse.Access model, ModelServer server);
  }

  private static Plant warehouse(Alteration alteration) {
    return new Plant() {
      @Override
      public Warehouse warehouse(ModelWarehouse.Access access, ModelServer server) {
        return alteration.of(access, server);
      }
    };
  }

  private static class Forwarding extends ModelWarehouse {
    Forwarding(Access access, ModelServer server) {
      super(server, access);
    }
  }
}

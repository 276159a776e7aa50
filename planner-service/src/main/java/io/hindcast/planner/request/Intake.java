package io.hindcast.planner.request;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.core.text.PlainText;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.message.Traces;
import io.hindcast.schemas.BackfillRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the topic, which is the one way in: the API publishes to it too. A repeated
 * request changes nothing; one that reuses an id for another spec is refused.
 */
public final class Intake implements MessageHandler<BackfillRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final String UNREADABLE = "(invalid spec)";

  private final BackfillStore store;
  private final SpecReader reader;
  private final Drivers drivers;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Intake(BackfillStore store, SpecReader reader, Drivers drivers, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.drivers = drivers;
    this.clock = clock;
  }

  @Override
  public void handle(Delivery<BackfillRequest> delivery) {
    BackfillRequest message = delivery.message();
    UUID id = message.getMeta().getBackfillId();
    Admission.refusal(id)
        .ifPresent(refusal -> {
          throw new PoisonMessageException(refusal.code().name(), refusal.message());
        });
    String trace = delivery.traceparent().orElseGet(() -> Traces.of(id));
    List<Backfill> backfills = backfills(id, message, trace);
    Optional<Backfill> existing = store.inTransaction(tx -> insertAll(tx, backfills));
    existing.ifPresent(found -> requireSame(found, backfills.getFirst()));
    backfills.forEach(backfill -> drivers.nudge(backfill.id()));
  }

  /** All or none; the first one, if the request is known. */
  private Optional<Backfill> insertAll(BackfillTransaction tx, List<Backfill> backfills) {
    for (Backfill backfill : backfills) {
      Optional<Backfill> existing = insert(tx, backfill);
      if (existing.isPresent()) {
        return existing;
      }
    }
    return Optional.empty();
  }

  private Optional<Backfill> insert(BackfillTransaction tx, Backfill backfill) {
    if (!tx.insert(backfill)) {
      return tx.find(backfill.id());
    }
    String reason =
        backfill.state() instanceof BackfillState.Rejected rejected ? rejected.message() : "";
    String by = backfill.request().by();
    String state = backfill.state().label();
    LOG.info("Backfill {}: requested by {} -> {} {}", backfill.id(), by, state, reason);
    tx.audit(backfill.id(), new AuditEntry(clock.instant(), "Requested", "", state, by, reason));
    return Optional.empty();
  }

  private static void requireSame(Backfill found, Backfill repeated) {
    Admission.refusal(found, repeated.request().specYaml())
        .ifPresent(refusal -> {
          throw new PoisonMessageException(refusal.code().name(), refusal.message());
        });
    LOG.info("Backfill {} was requested again: nothing to do", found.id());
  }

  private List<Backfill> backfills(UUID id, BackfillRequest message, String trace) {
    return switch (reader.read(message.getSpecYaml())) {
      case SpecOutcome.Parsed parsed ->
          parsed.specs().stream()
              .map(spec -> member(id, request(message, spec, trace), parsed.specs()))
              .toList();
      case SpecOutcome.Invalid invalid ->
          List.of(
              new Backfill(
                  id,
                  unreadable(message, trace),
                  new BackfillState.Rejected(
                      ErrorCode.SPEC_INVALID, PlainText.lines(invalid.summary())),
                  false,
                  clock.instant()));
    };
  }

  private Backfill member(UUID requestId, Request request, List<BackfillSpec> specs) {
    boolean first = specs.getFirst().target().table().toString().equals(request.target());
    return new Backfill(
        BackfillGroup.memberId(requestId, request.target(), first),
        request,
        new BackfillState.Planning(),
        false,
        clock.instant(),
        specs.size() > 1 ? requestId : null);
  }

  private static Request request(BackfillRequest message, BackfillSpec spec, String trace) {
    return new Request(
        message.getSpecYaml(),
        spec.metadata().name(),
        spec.metadata().owner(),
        spec.target().table().toString(),
        spec.metadata().labels(),
        PlainText.line(message.getRequestedBy(), PlainText.NAME_MAX),
        message.getOrigin().name(),
        trace);
  }

  private static Request unreadable(BackfillRequest message, String trace) {
    return new Request(
        PlainText.lines(message.getSpecYaml()),
        UNREADABLE,
        "",
        "",
        new TreeMap<>(),
        PlainText.line(message.getRequestedBy(), PlainText.NAME_MAX),
        message.getOrigin().name(),
        trace);
  }
}

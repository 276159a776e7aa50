package io.hindcast.control.relay;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.control.outbox.Outbox;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapContext;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Swaps in the schema {@code relay}. */
public final class PostgresSwapStore implements SwapStore {
  private static final String ADD =
      """
      INSERT INTO swap (id, target, state, document, group_id, group_size)
      VALUES (?, ?, ?, ?::jsonb, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  /**
   * One that heads the line of its target, as do all others of its group, if it has one. A group
   * queues up everywhere with its first swap, so that two groups never wait for each other.
   */
  private static final String NEXT =
      """
      WITH line AS (
        SELECT s.id, s.target, s.group_id, s.group_size,
          CASE WHEN s.group_id IS NULL THEN s.seq
            ELSE (SELECT min(g.seq) FROM swap g WHERE g.group_id = s.group_id) END AS place
        FROM swap s WHERE s.open
      ), ready AS (
        SELECT l.id, l.group_id, l.group_size, l.place
        FROM line l LEFT JOIN swap_lease h ON h.target = l.target
        WHERE (h.target IS NULL OR h.expires_at <= clock_timestamp())
          AND NOT EXISTS
            (SELECT 1 FROM line ahead WHERE ahead.target = l.target AND ahead.place < l.place)
      )
      SELECT r.id, r.group_id FROM ready r
      WHERE r.group_id IS NULL
        OR (SELECT count(*) FROM swap m WHERE m.group_id = r.group_id AND NOT m.open)
          + (SELECT count(*) FROM ready m WHERE m.group_id = r.group_id) >= r.group_size
      ORDER BY r.place LIMIT 1
      """;

  private static final String MEMBERS =
      """
      SELECT id, target, open, document::text AS document FROM swap
      WHERE id = ? OR group_id = ? ORDER BY open DESC, target FOR UPDATE
      """;
  private static final String TAKE =
      """
      INSERT INTO swap_lease AS l (target, epoch, swap_id, holder, expires_at)
      VALUES (?, 1, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
      ON CONFLICT (target) DO UPDATE
        SET epoch = l.epoch + 1, swap_id = excluded.swap_id, holder = excluded.holder,
          expires_at = excluded.expires_at
        WHERE l.expires_at <= clock_timestamp()
      RETURNING epoch
      """;
  private static final String RENEW =
      """
      UPDATE swap_lease SET expires_at = clock_timestamp() + ? * interval '1 millisecond'
      WHERE target = ? AND epoch = ?
      """;
  private static final String RELEASE =
      "UPDATE swap_lease SET expires_at = '-infinity' WHERE target = ? AND epoch = ?";
  private static final String HOLD =
      "SELECT epoch FROM swap_lease WHERE target = ? AND epoch = ? FOR SHARE";
  private static final String SAVE =
      """
      UPDATE swap SET state = ?, document = ?::jsonb, open = ?, changed_at = clock_timestamp()
      WHERE id = ?
      """;
  private static final String WRITE =
      "INSERT INTO swap_journal (swap_id, epoch, step, mark, detail) VALUES (?, ?, ?, ?, ?)";
  private static final String READ =
      "SELECT epoch, step, mark, detail FROM swap_journal WHERE swap_id = ? ORDER BY seq";
  private static final String FIND = "SELECT document::text AS document FROM swap WHERE id = ?";
  private static final String HISTORY =
      """
      SELECT document::text AS document FROM swap
      WHERE target = ? AND state = 'COMPLETED' AND seq >=
        (SELECT min(seq) FROM swap
         WHERE id::text = ANY (?) OR document #>> '{context,plan,provenance,backfillId}' = ?)
      ORDER BY seq
      """;
  private static final String OPEN = "SELECT count(*) AS open FROM swap WHERE open";

  private final Database database;

  /** On a database whose schema is migrated. */
  public PostgresSwapStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(SwapPlan plan) {
    SwapState state = new SwapState.Requested(SwapContext.of(plan));
    SwapIntent.Group group = plan.intent().group();
    return database.inTransaction(tx ->
        tx.update(
                ADD,
                plan.swapId(),
                plan.target().toString(),
                state.label(),
                SwapStateJson.write(state),
                group == null ? null : group.id(),
                group == null ? 1 : group.size())
            == 1);
  }

  @Override
  public Optional<ClaimedSwap> claim(String holder, Duration validFor) {
    try {
      return database.inTransaction(tx -> {
        Optional<Next> next = tx.first(NEXT, Next::of);
        return next.map(found -> take(tx, found, holder, validFor));
      });
    } catch (TakenException e) { // Somebody was quicker: what was taken is given back.
      return Optional.empty();
    }
  }

  private static ClaimedSwap take(Transaction tx, Next next, String holder, Duration validFor) {
    List<ClaimedSwap> members =
        tx.query(MEMBERS, Member::of, next.id(), next.groupId()).stream()
            .map(member -> take(tx, member, holder, validFor))
            .toList();
    ClaimedSwap first = members.getFirst();
    if (first.state().terminal()) { // Somebody has ended it since it was found.
      throw new TakenException();
    }
    return new ClaimedSwap(first.lease(), first.state(), members.subList(1, members.size()));
  }

  /** What has ended needs no lease; its group wants to know how. */
  private static ClaimedSwap take(Transaction tx, Member member, String holder, Duration validFor) {
    long epoch =
        member.open()
            ? tx.first(
                    TAKE,
                    row -> row.number("epoch"),
                    member.target(),
                    member.id(),
                    holder,
                    validFor.toMillis())
                .orElseThrow(TakenException::new)
            : 0;
    return new ClaimedSwap(
        new SwapLease(TableName.parse(member.target()), member.id(), epoch, holder),
        SwapStateJson.read(member.document()));
  }

  @Override
  public boolean renew(SwapLease lease, Duration validFor) {
    return database.inTransaction(
        tx -> tx.update(RENEW, validFor.toMillis(), lease.target().toString(), lease.epoch()) == 1);
  }

  @Override
  public void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages) {
    database.inTransaction(tx -> {
      requireHeld(tx, lease);
      tx.updateOne(
          "Swap %s is not stored".formatted(lease.swapId()),
          SAVE,
          next.label(),
          SwapStateJson.write(next),
          !next.terminal(),
          lease.swapId());
      tx.batch(WRITE, entries.stream().map(entry -> values(lease, entry)).toList());
      Outbox.insert(tx, messages);
      return lease;
    });
  }

  private static void requireHeld(Transaction tx, SwapLease lease) {
    boolean held =
        tx.first(HOLD, row -> row.number("epoch"), lease.target().toString(), lease.epoch())
            .isPresent();
    if (!held) {
      throw new LeaseLostException(lease);
    }
  }

  private static List<Object> values(SwapLease lease, JournalEntry entry) {
    return List.of(
        lease.swapId(), entry.epoch(), entry.step(), entry.mark().name(), entry.detail());
  }

  @Override
  public void release(SwapLease lease) {
    database.inTransaction(tx -> tx.update(RELEASE, lease.target().toString(), lease.epoch()));
  }

  @Override
  public List<SwapState.Completed> history(SwapPlan plan) {
    List<SwapState> found =
        database.readOnly(tx ->
            tx.query(
                HISTORY,
                row -> SwapStateJson.read(row.string("document")),
                plan.target().toString(),
                plan.intent().undoes().stream().map(UUID::toString).toList(),
                plan.provenance().backfillId().toString()));
    return found.stream().map(SwapState.Completed.class::cast).toList();
  }

  @Override
  public Optional<SwapState> find(UUID swapId) {
    return database.readOnly(
        tx -> tx.first(FIND, row -> SwapStateJson.read(row.string("document")), swapId));
  }

  @Override
  public List<JournalEntry> journal(UUID swapId) {
    return database.readOnly(tx ->
        tx.query(
            READ,
            row ->
                new JournalEntry(
                    row.number("epoch"),
                    row.string("step"),
                    row.choice("mark", JournalEntry.Mark.class),
                    row.string("detail")),
            swapId));
  }

  @Override
  public int open() {
    return Math.toIntExact(
        database.readOnly(tx -> tx.first(OPEN, row -> row.number("open")).orElseThrow()));
  }

  /** A lease that was free a moment ago has been taken by somebody else. */
  private static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Next(UUID id, @Nullable UUID groupId) {
    static Next of(Row row) {
      return new Next(row.uuid("id"), row.optionalUuid("group_id").orElse(null));
    }
  }

  private record Member(UUID id, String target, boolean open, String document) {
    static Member of(Row row) {
      return new Member(
          row.uuid("id"), row.string("target"), row.flag("open"), row.string("document"));
    }
  }
}

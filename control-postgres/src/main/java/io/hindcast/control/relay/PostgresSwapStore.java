package io.hindcast.control.relay;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Transaction;
import io.hindcast.control.outbox.Outbox;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapContext;
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

/** Swaps in the schema {@code relay}. */
public final class PostgresSwapStore implements SwapStore {
  private static final String ADD =
      """
      INSERT INTO swap (id, target, state, document) VALUES (?, ?, ?, ?::jsonb)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String NEXT =
      """
      SELECT s.id, s.target, s.document::text AS document
      FROM swap s LEFT JOIN swap_lease l ON l.target = s.target
      WHERE s.open AND (l.target IS NULL OR l.expires_at <= clock_timestamp())
        AND NOT EXISTS
          (SELECT 1 FROM swap older WHERE older.open AND older.target = s.target AND older.seq < s.seq)
      ORDER BY s.seq LIMIT 1
      FOR UPDATE OF s SKIP LOCKED
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
    return database.inTransaction(tx ->
        tx.update(
                ADD,
                plan.swapId(),
                plan.target().toString(),
                state.label(),
                SwapStateJson.write(state))
            == 1);
  }

  @Override
  public Optional<ClaimedSwap> claim(String holder, Duration validFor) {
    return database.inTransaction(tx -> {
      Optional<Open> next = tx.first(NEXT, Open::of);
      return next.flatMap(open -> take(tx, open, holder, validFor));
    });
  }

  private static Optional<ClaimedSwap> take(
      Transaction tx, Open open, String holder, Duration validFor) {
    Optional<Long> epoch =
        tx.first(
            TAKE,
            row -> row.number("epoch"),
            open.target(),
            open.id(),
            holder,
            validFor.toMillis());
    return epoch.map(number ->
        new ClaimedSwap(
            new SwapLease(TableName.parse(open.target()), open.id(), number, holder),
            SwapStateJson.read(open.document())));
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

  private record Open(UUID id, String target, String document) {
    static Open of(io.hindcast.control.database.Row row) {
      return new Open(row.uuid("id"), row.string("target"), row.string("document"));
    }
  }
}

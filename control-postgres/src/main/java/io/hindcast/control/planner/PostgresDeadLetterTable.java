package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.deadletter.PutAside;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of the table dead_letter. */
final class PostgresDeadLetterTable implements DeadLetterTable {
  private static final String SAVE =
      """
      INSERT INTO dead_letter (event_id, topic, partition, "offset", key, payload, bytes,
                               code, message, service, deliveries, at, seen_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (event_id) DO NOTHING
      """;
  private static final String PUSH_OUT =
      "DELETE FROM dead_letter WHERE number <= (SELECT max(number) FROM dead_letter) - ?";
  private static final String LIST =
      """
      SELECT number, event_id, topic, partition, "offset", key, ''::bytea AS payload, bytes,
             code, message, service, deliveries, at, seen_at, replayed_at
      FROM dead_letter
      WHERE (?::text IS NULL OR topic = ?) AND (?::text IS NULL OR code = ?)
        AND (?::bigint IS NULL OR number < ?)
      ORDER BY number DESC LIMIT ?
      """;
  private static final String FIND = "SELECT * FROM dead_letter WHERE number = ?";
  private static final String REPLAYED = "UPDATE dead_letter SET replayed_at = ? WHERE number = ?";
  private static final String COUNTS =
      """
      SELECT topic, code, count(*) AS letters FROM dead_letter WHERE seen_at >= ?
      GROUP BY topic, code ORDER BY letters DESC, topic, code LIMIT ?
      """;
  private static final String FORGET = "DELETE FROM dead_letter WHERE seen_at < ?";

  private final Transaction tx;

  PostgresDeadLetterTable(Transaction tx) {
    this.tx = tx;
  }

  @Override
  public void save(PutAside letter, Instant seenAt, int keptMax) {
    PutAside.Origin origin = letter.origin();
    PutAside.Reason reason = letter.reason();
    int added =
        tx.update(
            SAVE,
            letter.eventId(),
            origin.topic(),
            origin.partition(),
            origin.offset(),
            origin.key(),
            origin.payload(),
            origin.bytes(),
            reason.code(),
            reason.message(),
            reason.service(),
            reason.deliveries(),
            letter.at(),
            seenAt);
    if (added > 0) {
      tx.update(PUSH_OUT, keptMax);
    }
  }

  @Override
  public List<PutAside.Kept> list(Filter filter) {
    return tx.query(
        LIST,
        PostgresDeadLetterTable::kept,
        filter.topic(),
        filter.topic(),
        filter.code(),
        filter.code(),
        filter.before(),
        filter.before(),
        filter.limit());
  }

  @Override
  public Optional<PutAside.Kept> find(long number) {
    return tx.first(FIND, PostgresDeadLetterTable::kept, number);
  }

  @Override
  public void replayed(long number, Instant at) {
    tx.update(REPLAYED, at, number);
  }

  @Override
  public List<Count> counts(Instant since, int limit) {
    return tx.query(
        COUNTS,
        row -> new Count(row.string("topic"), row.string("code"), row.number("letters")),
        since,
        limit);
  }

  @Override
  public void forgetBefore(Instant instant) {
    tx.update(FORGET, instant);
  }

  private static PutAside.Kept kept(Row row) {
    return new PutAside.Kept(
        row.number("number"),
        new PutAside(
            row.uuid("event_id"),
            new PutAside.Origin(
                row.string("topic"),
                row.integer("partition"),
                row.number("offset"),
                row.optionalString("key").orElse(null),
                row.bytes("payload"),
                row.integer("bytes")),
            new PutAside.Reason(
                row.string("code"),
                row.string("message"),
                row.string("service"),
                row.integer("deliveries")),
            row.instant("at")),
        row.instant("seen_at"),
        row.optionalInstant("replayed_at").orElse(null));
  }
}

-- Messages that consumers could not handle and put aside, for people to look at and to have them
-- delivered once more. The newest are kept; who floods the topic pushes out older ones.
CREATE TABLE dead_letter (
  number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id    uuid        NOT NULL UNIQUE, -- of the dead letter
  topic       text        NOT NULL,
  partition   integer     NOT NULL,
  "offset"    bigint      NOT NULL,
  key         text,
  payload     bytea       NOT NULL, -- empty where the message is too long to be kept
  bytes       integer     NOT NULL, -- length of the message
  code        text        NOT NULL,
  message     text        NOT NULL,
  service     text        NOT NULL, -- the consumer group that gave up
  deliveries  integer     NOT NULL,
  at          timestamptz NOT NULL, -- by the consumer's clock
  seen_at     timestamptz NOT NULL,
  replayed_at timestamptz
);

CREATE INDEX dead_letter_seen ON dead_letter (seen_at);

-- What workers have sent. They have no outbox, so each message is written down here before it is
-- sent: who hears of it looks here whether a worker has said so.
CREATE TABLE sent (
  id     uuid        NOT NULL, -- of the event
  topic  text        NOT NULL,
  key    text        NOT NULL,
  sha256 text        NOT NULL, -- of the encoded message
  at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, topic, sha256)
);

CREATE INDEX sent_at ON sent (at);

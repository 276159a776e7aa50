-- What this service says. The relay reads inserts from the write-ahead log; nothing updates a row.
CREATE TABLE outbox (
  id            uuid        PRIMARY KEY,
  aggregatetype text        NOT NULL, -- topic without its prefix "hindcast."
  aggregateid   text        NOT NULL, -- Kafka key
  type          text        NOT NULL, -- name of the message
  payload       bytea       NOT NULL, -- Avro, single-object encoding
  traceparent   text,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX outbox_created_at ON outbox (created_at);

-- What this service has heard, so that a second delivery changes nothing.
CREATE TABLE processed_event (
  consumer text        NOT NULL,
  event_id uuid        NOT NULL,
  at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

CREATE INDEX processed_event_at ON processed_event (at);

-- One row for each swap. The document is the state of the protocol; the columns beside it are for
-- finding and looking.
CREATE TABLE swap (
  id           uuid        PRIMARY KEY,
  seq          bigint      GENERATED ALWAYS AS IDENTITY,
  target       text        NOT NULL, -- database.table
  state        text        NOT NULL, -- the step that is being done
  document     jsonb       NOT NULL,
  open         boolean     NOT NULL DEFAULT true,
  requested_at timestamptz NOT NULL DEFAULT now(),
  changed_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX swap_open ON swap (target, seq) WHERE open;

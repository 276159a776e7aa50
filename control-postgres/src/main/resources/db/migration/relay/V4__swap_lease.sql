-- Who may change a target. The row outlives the lease: its epoch must never go back.
CREATE TABLE swap_lease (
  target     text        PRIMARY KEY, -- database.table
  epoch      bigint      NOT NULL,
  swap_id    uuid        NOT NULL REFERENCES swap,
  holder     text        NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Whether what a failed backfill has computed was given up: until then it can be retried.
ALTER TABLE backfill ADD COLUMN given_up boolean NOT NULL DEFAULT false;

UPDATE backfill SET given_up = clean;

-- What was held beyond the share of the time that a throttle permits, in seconds of a slot.
ALTER TABLE pool ADD owed double precision NOT NULL DEFAULT 0;
ALTER TABLE pace ADD owed double precision NOT NULL DEFAULT 0;

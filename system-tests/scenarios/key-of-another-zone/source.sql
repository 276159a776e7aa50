CREATE DATABASE other_zone;

CREATE TABLE other_zone.raw (ts DateTime('UTC'), id UInt32, v UInt32)
ENGINE = MergeTree PARTITION BY toYYYYMM(ts) ORDER BY ts;

INSERT INTO other_zone.raw
SELECT toDateTime('2021-03-20 00:00:00', 'UTC') + number * 600, number, number % 100
FROM numbers(3000);

-- Its days are those of Berlin, where clocks change on 28 March, whatever the column's zone.
CREATE TABLE other_zone.events (ts DateTime('UTC'), id UInt32, v UInt32)
ENGINE = MergeTree PARTITION BY toDate(ts, 'Europe/Berlin') ORDER BY ts;

INSERT INTO other_zone.events SETTINGS max_partitions_per_insert_block = 1000
SELECT ts, id, 0 FROM other_zone.raw;

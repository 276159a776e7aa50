CREATE DATABASE wrapped_time;

CREATE TABLE wrapped_time.raw (ts DateTime64(3, 'UTC'), id UInt32, v UInt32)
ENGINE = MergeTree PARTITION BY toYYYYMM(ts) ORDER BY id;

INSERT INTO wrapped_time.raw
SELECT toDateTime64('2019-07-01 00:00:00', 3, 'UTC') + INTERVAL number HOUR, number, 1 FROM numbers(1440);

-- A broken clock, whose day wraps around into July 2019.
INSERT INTO wrapped_time.raw
SELECT toDateTime64('2199-01-01 00:00:00', 3, 'UTC') + INTERVAL number MINUTE, 9000000 + number, 1 FROM numbers(7);

CREATE TABLE wrapped_time.target (ts DateTime64(3, 'UTC'), id UInt32, v UInt32)
ENGINE = MergeTree PARTITION BY toDate(ts) ORDER BY id;

INSERT INTO wrapped_time.target SETTINGS max_partitions_per_insert_block = 0 SELECT ts, id, 0 FROM wrapped_time.raw;

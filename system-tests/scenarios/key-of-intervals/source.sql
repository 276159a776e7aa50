CREATE DATABASE intervals;

CREATE TABLE intervals.raw (ts DateTime64(3, 'UTC'), tenant String, v UInt32)
ENGINE = MergeTree PARTITION BY toYYYYMM(ts) ORDER BY ts;

INSERT INTO intervals.raw
SELECT toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + INTERVAL number * 97 SECOND,
       ['a', 'b'][number % 2 + 1], number % 100
FROM numbers(3000);

CREATE TABLE intervals.events (ts DateTime64(3, 'UTC'), tenant String, v UInt32)
ENGINE = MergeTree PARTITION BY (toStartOfInterval(ts, INTERVAL 6 HOUR), tenant) ORDER BY ts;

INSERT INTO intervals.events SETTINGS max_partitions_per_insert_block = 1000
SELECT ts, tenant, 0 FROM intervals.raw;

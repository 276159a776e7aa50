CREATE DATABASE live_source;

CREATE TABLE live_source.src (ts DateTime('UTC'), id UInt64)
ENGINE = MergeTree PARTITION BY id % 4 ORDER BY id;

CREATE TABLE live_source.daily (day Date, n UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;

INSERT INTO live_source.src
SELECT toDateTime('2024-01-01 00:00:00', 'UTC') + number * 600, number FROM numbers(31 * 144);

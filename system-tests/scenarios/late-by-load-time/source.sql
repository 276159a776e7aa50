CREATE DATABASE late_by_load_time;

CREATE TABLE late_by_load_time.events (
  event_time DateTime('UTC'), inserted_at DateTime('UTC'), id UInt64, v UInt32)
ENGINE = MergeTree PARTITION BY toYYYYMM(inserted_at) ORDER BY id;

CREATE TABLE late_by_load_time.daily (day Date, n UInt64, s UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;

INSERT INTO late_by_load_time.events
SELECT toDateTime('2024-01-01 00:00:00', 'UTC') + number * 600 AS event_time, event_time + 30, number, 1
FROM numbers(60 * 144);

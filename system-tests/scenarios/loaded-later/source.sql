CREATE DATABASE loaded_later;

CREATE TABLE loaded_later.src (event_time DateTime('UTC'), loaded_at DateTime('UTC'), id UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(loaded_at) ORDER BY id;

CREATE TABLE loaded_later.daily (day Date, n UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;

INSERT INTO loaded_later.src
SELECT toDateTime('2024-01-01 00:00:00', 'UTC') + number * 600, '2026-11-20 00:00:00', number
FROM numbers(31 * 144);

INSERT INTO loaded_later.daily VALUES ('2024-01-03', 7);

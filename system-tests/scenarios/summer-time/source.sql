CREATE DATABASE summer_time;

CREATE TABLE summer_time.raw (at DateTime64(3, 'UTC'), shop LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, shop);

INSERT INTO summer_time.raw
SELECT toDateTime64('2021-03-01 00:00:00', 3, 'UTC') + INTERVAL number * 37 MINUTE,
       ['north', 'south', 'west'][number % 3 + 1], number % 100 - 10
FROM numbers(2400);

CREATE TABLE summer_time.daily (day Date, shop LowCardinality(String), sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY day ORDER BY (day, shop);

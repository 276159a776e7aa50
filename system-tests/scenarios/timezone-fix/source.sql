CREATE DATABASE timezone_fix;

CREATE TABLE timezone_fix.raw (at DateTime64(3, 'UTC'), shop LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, shop);

INSERT INTO timezone_fix.raw
SELECT toDateTime64('2021-03-01 00:00:00', 3, 'UTC') + INTERVAL number * 37 MINUTE,
       ['north', 'south', 'west'][number % 3 + 1], number % 100 - 10
FROM numbers(2400);

CREATE TABLE timezone_fix.daily (day Date, shop LowCardinality(String), sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, shop);

INSERT INTO timezone_fix.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, shop, count() AS sales, sum(amount) AS total FROM timezone_fix.raw
GROUP BY day, shop;

CREATE DATABASE hourly;

CREATE TABLE hourly.raw (at DateTime64(3, 'UTC'), shop LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, shop);

INSERT INTO hourly.raw
SELECT toDateTime64('2021-03-01 00:00:00', 3, 'UTC') + INTERVAL number * 37 MINUTE,
       ['north', 'south', 'west'][number % 3 + 1], number % 100 - 10
FROM numbers(2400);

CREATE TABLE hourly.hours (hour DateTime('UTC'), shop LowCardinality(String), sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY toStartOfHour(hour) ORDER BY (hour, shop);

INSERT INTO hourly.hours SETTINGS max_partitions_per_insert_block = 10000
SELECT toStartOfHour(at) AS hour, shop, count() AS sales, sum(amount) AS total FROM hourly.raw
WHERE at < '2021-03-05 00:00:00'
GROUP BY hour, shop;

CREATE DATABASE nondeterministic_refused;

CREATE TABLE nondeterministic_refused.raw (at DateTime64(3, 'UTC'), shop LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, shop);

INSERT INTO nondeterministic_refused.raw
SELECT toDateTime64('2021-03-01 00:00:00', 3, 'UTC') + INTERVAL number * 37 MINUTE,
       ['north', 'south', 'west'][number % 3 + 1], number % 100 - 10
FROM numbers(2400);

CREATE TABLE nondeterministic_refused.daily (day Date, shop LowCardinality(String), sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, shop);

INSERT INTO nondeterministic_refused.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, shop, count() AS sales, sum(amount) AS total FROM nondeterministic_refused.raw
GROUP BY day, shop;

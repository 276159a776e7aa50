CREATE DATABASE dependents;

CREATE TABLE dependents.raw (at DateTime('UTC'), shop LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, shop);

CREATE TABLE dependents.daily (day Date, shop LowCardinality(String), total Int64)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, shop);

CREATE TABLE dependents.monthly (month Date, total Int64)
ENGINE = SummingMergeTree PARTITION BY toYYYYMM(month) ORDER BY month;

CREATE TABLE dependents.monthly_shops
(month Date, shops AggregateFunction(uniq, LowCardinality(String)), best SimpleAggregateFunction(max, Int64))
ENGINE = AggregatingMergeTree PARTITION BY month ORDER BY month;

CREATE TABLE dependents.yearly (year Date, total Int64)
ENGINE = SummingMergeTree PARTITION BY toYear(year) ORDER BY year;

CREATE MATERIALIZED VIEW dependents.to_monthly TO dependents.monthly AS
SELECT toStartOfMonth(day) AS month, sum(total) AS total FROM dependents.daily GROUP BY month;

CREATE MATERIALIZED VIEW dependents.to_monthly_shops TO dependents.monthly_shops AS
SELECT toStartOfMonth(day) AS month, uniqState(shop) AS shops, max(total) AS best
FROM dependents.daily GROUP BY month;

CREATE MATERIALIZED VIEW dependents.to_yearly TO dependents.yearly AS
SELECT toStartOfYear(month) AS year, total FROM dependents.monthly;

INSERT INTO dependents.raw
SELECT toDateTime('2021-01-05 00:00:00', 'UTC') + INTERVAL number * 97 MINUTE,
       ['north', 'south', 'west'][number % 3 + 1], number % 100 - 10
FROM numbers(1600);

INSERT INTO dependents.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, shop, sum(amount) AS total FROM dependents.raw GROUP BY day, shop;

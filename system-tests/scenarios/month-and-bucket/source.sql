CREATE DATABASE buckets;

CREATE TABLE buckets.raw (at DateTime('UTC'), tenant LowCardinality(String), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (tenant, at);

INSERT INTO buckets.raw
SELECT toDateTime('2021-01-01 00:00:00', 'UTC') + INTERVAL number * 37 MINUTE,
       concat('tenant ', toString(number % 13)), number % 100 - 10
FROM numbers(4000);

CREATE TABLE buckets.daily (day Date, tenant LowCardinality(String), sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY (toYYYYMM(day), sipHash64(tenant) % 4) ORDER BY (day, tenant);

INSERT INTO buckets.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, tenant, count() AS sales, sum(amount) AS total FROM buckets.raw
GROUP BY day, tenant;

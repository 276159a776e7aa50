CREATE DATABASE late_rows;

CREATE TABLE late_rows.raw (at DateTime('UTC'), amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY at;

CREATE TABLE late_rows.daily (day Date, kind LowCardinality(String), total Int64)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, kind);

INSERT INTO late_rows.raw
SELECT toDateTime('2021-01-05 00:00:00', 'UTC') + INTERVAL number HOUR, number % 100 - 10
FROM numbers(480);

INSERT INTO late_rows.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, 'computed' AS kind, sum(amount) AS total FROM late_rows.raw GROUP BY day;

CREATE DATABASE row_policy;

CREATE TABLE row_policy.raw (d Date, tenant UInt8, v UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY d;

INSERT INTO row_policy.raw
SELECT toDate('2024-01-01') + number % 60, number % 3, 1 FROM numbers(6000);

CREATE TABLE row_policy.daily (d Date, tenant UInt8, s UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY d;

INSERT INTO row_policy.daily
SELECT toDate('2024-01-01') + number % 60, number % 3, 10 FROM numbers(180);

CREATE DATABASE shifted_aggregated;

CREATE TABLE shifted_aggregated.raw (day Date, id UInt64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id;

INSERT INTO shifted_aggregated.raw SELECT toDate('2024-01-01') + number % 10, number FROM numbers(1000);

CREATE TABLE shifted_aggregated.target (day Date, id UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY id;

INSERT INTO shifted_aggregated.target SELECT * FROM shifted_aggregated.raw;

CREATE DATABASE shifted_counted;

CREATE TABLE shifted_counted.raw (day Date, id UInt64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id;

INSERT INTO shifted_counted.raw SELECT toDate('2024-01-01') + number % 10, number FROM numbers(1000);

CREATE TABLE shifted_counted.target (day Date, id UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY id;

INSERT INTO shifted_counted.target SELECT * FROM shifted_counted.raw;

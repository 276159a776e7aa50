CREATE DATABASE approval_void;

CREATE TABLE approval_void.raw (day Date, amount Int64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;

INSERT INTO approval_void.raw SELECT toDate('2024-01-01') + number % 5, number FROM numbers(100);

CREATE TABLE approval_void.target (day Date, amount Int64) ENGINE = MergeTree PARTITION BY day ORDER BY day;

INSERT INTO approval_void.target SELECT day, amount FROM approval_void.raw;

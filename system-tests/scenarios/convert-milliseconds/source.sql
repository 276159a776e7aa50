CREATE DATABASE convert_milliseconds;

CREATE TABLE convert_milliseconds.raw (day Date, id UInt32, v UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, id);

INSERT INTO convert_milliseconds.raw SELECT toDate('2021-03-10') + number % 2, number, 1704067200000 + number FROM numbers(100);

CREATE TABLE convert_milliseconds.daily (day Date, id UInt32, v DateTime('UTC'))
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, id);

INSERT INTO convert_milliseconds.daily (day, id) SELECT day, id FROM convert_milliseconds.raw;

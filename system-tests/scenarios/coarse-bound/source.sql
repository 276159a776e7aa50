CREATE DATABASE coarse_bound;

CREATE TABLE coarse_bound.raw (day Date, id UInt32, v UInt8, at DateTime64(3, 'UTC') DEFAULT toDateTime64(day, 3, 'UTC') + 0.5)
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY at;

INSERT INTO coarse_bound.raw (day, id, v) SELECT toDate('2021-03-10') + number % 2, number, 1 FROM numbers(100);

CREATE TABLE coarse_bound.daily (day Date, id UInt32, v UInt8)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, id);

INSERT INTO coarse_bound.daily (day, id) SELECT day, id FROM coarse_bound.raw;

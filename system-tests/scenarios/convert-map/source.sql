CREATE DATABASE convert_map;

CREATE TABLE convert_map.raw (day Date, id UInt32, v Map(String, Int64))
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, id);

INSERT INTO convert_map.raw SELECT toDate('2021-03-10') + number % 2, number, map('k', 300) FROM numbers(100);

CREATE TABLE convert_map.daily (day Date, id UInt32, v Map(String, Int8))
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, id);

INSERT INTO convert_map.daily (day, id) SELECT day, id FROM convert_map.raw;

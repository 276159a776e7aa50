CREATE DATABASE convert_null;

CREATE TABLE convert_null.raw (day Date, id UInt32, v Nullable(UInt32))
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, id);

INSERT INTO convert_null.raw SELECT toDate('2021-03-10') + number % 2, number, if(number = 57, NULL, number) FROM numbers(100);

CREATE TABLE convert_null.daily (day Date, id UInt32, v UInt32 DEFAULT 42)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, id);

INSERT INTO convert_null.daily (day, id) SELECT day, id FROM convert_null.raw;

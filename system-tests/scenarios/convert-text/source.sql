CREATE DATABASE convert_text;

CREATE TABLE convert_text.raw (day Date, id UInt32, v Nullable(String))
ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, id);

INSERT INTO convert_text.raw SELECT toDate('2021-03-10') + number % 2, number, if(number = 57, 'meow', toString(number)) FROM numbers(100);

CREATE TABLE convert_text.daily (day Date, id UInt32, v Int32)
ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, id);

INSERT INTO convert_text.daily (day, id) SELECT day, id FROM convert_text.raw;

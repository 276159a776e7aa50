CREATE DATABASE updated_source;

CREATE TABLE updated_source.src (d Date, id UInt32, v UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY id
SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1;

CREATE TABLE updated_source.tgt (d Date, n UInt64, s UInt64)
ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY d;

INSERT INTO updated_source.src
SELECT toDate('2024-01-01') + number % 91, number, 1 FROM numbers(9100);

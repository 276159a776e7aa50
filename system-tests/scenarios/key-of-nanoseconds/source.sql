CREATE DATABASE traces;

CREATE TABLE traces.raw (ns UInt64, span String, v UInt32)
ENGINE = MergeTree PARTITION BY toDate(ns / 1000000000) ORDER BY ns;

INSERT INTO traces.raw SETTINGS max_partitions_per_insert_block = 1000
SELECT toUnixTimestamp64Nano(toDateTime64('2024-03-01 00:00:00', 9, 'UTC'))
         + number * 420000000000 + 123456789,
       concat('span ', toString(number % 7)), number % 100
FROM numbers(6000);

CREATE TABLE traces.spans (ns UInt64, span String, v UInt32)
ENGINE = MergeTree PARTITION BY toDate(ns / 1000000000) ORDER BY ns;

INSERT INTO traces.spans SETTINGS max_partitions_per_insert_block = 1000
SELECT ns, span, 0 FROM traces.raw;

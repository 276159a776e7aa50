CREATE DATABASE retention;

CREATE TABLE retention.raw (ts DateTime64(3, 'UTC'), id UInt32, region String, v UInt8)
ENGINE = MergeTree PARTITION BY toYYYYMM(ts) ORDER BY id;

INSERT INTO retention.raw
SELECT toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + INTERVAL number * 7 MINUTE, number,
       if(number % 3 = 0, 'eu', 'us'), number % 200
FROM numbers(8000);

-- Nobody may yield ret: the table computes it from the region.
CREATE TABLE retention.events (ts DateTime64(3, 'UTC'), id UInt32, region String, v UInt8,
                               ret UInt16 MATERIALIZED if(region = 'eu', 30, 15))
ENGINE = MergeTree PARTITION BY (toDate(ts), ret) ORDER BY id;

INSERT INTO retention.events SETTINGS max_partitions_per_insert_block = 1000
SELECT ts, id, region, 0 FROM retention.raw;

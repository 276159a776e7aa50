CREATE DATABASE last_row;

CREATE TABLE last_row.raw (d Date, k UInt32, v UInt32)
ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY (d, k);

INSERT INTO last_row.raw
SELECT toDate('2024-01-01') + intDiv(number, 1000), number % 1000, intDiv(number, 1000)
FROM numbers(60000);

-- No version: of each key the row stays that was inserted last.
CREATE TABLE last_row.latest (d Date, k UInt32, v UInt32)
ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(d) ORDER BY k;

INSERT INTO last_row.latest SELECT d, k, 0 FROM last_row.raw ORDER BY d;

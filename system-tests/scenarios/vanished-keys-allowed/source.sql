CREATE DATABASE allowed_keys;

CREATE TABLE allowed_keys.raw (day Date, shop String, amount Int64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;

INSERT INTO allowed_keys.raw SELECT toDate('2024-01-01') + number % 5, ['north', 'south'][number % 2 + 1], number FROM numbers(100);

CREATE TABLE allowed_keys.target (day Date, shop String, total Int64) ENGINE = MergeTree PARTITION BY day ORDER BY (day, shop);

INSERT INTO allowed_keys.target SELECT day, shop, sum(amount) FROM allowed_keys.raw GROUP BY ALL;

-- Only here: no source has it.
INSERT INTO allowed_keys.target VALUES ('2024-01-03', 'by hand', 7), ('2024-01-03', 'by mail', 8);

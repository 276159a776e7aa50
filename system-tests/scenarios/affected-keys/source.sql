CREATE DATABASE affected;

CREATE TABLE affected.raw (at DateTime('UTC'), tenant String, amount Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (tenant, at);

INSERT INTO affected.raw
SELECT toDateTime('2021-01-01 00:00:00', 'UTC') + INTERVAL number * 37 MINUTE,
       ['north', 'o''neil\n', 'south', 'west'][number % 4 + 1], number % 100 - 10
FROM numbers(4000);

CREATE TABLE affected.issues (tenant Nullable(String), found DateTime('UTC'))
ENGINE = MergeTree ORDER BY found;

INSERT INTO affected.issues VALUES ('o''neil\n', '2021-02-03 00:00:00'),
('west', '2021-02-03 00:00:00'), (NULL, '2021-02-03 00:00:00'), ('south', '2020-01-01 00:00:00');

CREATE TABLE affected.daily (day Date, tenant String, sales UInt64, total Int64)
ENGINE = MergeTree PARTITION BY (toYYYYMM(day), tenant) ORDER BY day;

INSERT INTO affected.daily SETTINGS max_partitions_per_insert_block = 1000
SELECT toDate(at) AS day, tenant, count() AS sales, sum(amount) AS total FROM affected.raw
GROUP BY day, tenant;

CREATE DATABASE `we\`ird "db'; --`;

CREATE TABLE `we\`ird "db'; --`.`raw \\ \`events\`; DROP` (`at 'time'` DateTime('UTC'), `va\`lue` Int64)
ENGINE = MergeTree PARTITION BY toYYYYMM(`at 'time'`) ORDER BY `at 'time'`;

INSERT INTO `we\`ird "db'; --`.`raw \\ \`events\`; DROP`
SELECT toDateTime('2021-03-01 00:00:00', 'UTC') + number * 3600, number FROM numbers(240);

CREATE TABLE `we\`ird "db'; --`.`täble.with "dots" & ${x} {y} /* 表` (`the \`day\`` Date, `n; "total" -- #` Int64)
ENGINE = MergeTree PARTITION BY `the \`day\`` ORDER BY `the \`day\``;

INSERT INTO `we\`ird "db'; --`.`täble.with "dots" & ${x} {y} /* 表` SELECT toDate('2021-03-01') + number, -1 FROM numbers(10);

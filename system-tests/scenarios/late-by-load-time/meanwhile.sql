-- Events of January that arrive years later: the source's parts say nothing of them.
INSERT INTO late_by_load_time.events
SELECT toDateTime('2024-01-05 12:00:00', 'UTC') + number, now(), 10000000 + number, 100
FROM numbers(50);

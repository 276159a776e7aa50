SELECT toDate(event_time) AS day, count() AS n, sum(v) AS s
FROM late_by_load_time.events
WHERE event_time < '2024-02-01'
GROUP BY day

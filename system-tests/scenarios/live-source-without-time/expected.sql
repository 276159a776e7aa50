SELECT toDate(ts) AS day, count() AS n FROM live_source.src WHERE ts < '2024-02-01' GROUP BY day

SELECT toDate(event_time) AS day, count() AS n FROM loaded_later.src GROUP BY day

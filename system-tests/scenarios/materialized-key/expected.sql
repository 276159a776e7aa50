-- Rows of the one retention have their values; all others are as they were.
SELECT ts, id, region,
       if(ts >= '2024-01-05' AND ts < '2024-01-15' AND region = 'us', v, 0) AS v
FROM retention.raw

SELECT ts, tenant,
       if(ts >= '2024-01-01 06:00:00' AND ts < '2024-01-03 18:00:00' AND tenant = 'a', v, 0) AS v
FROM intervals.raw

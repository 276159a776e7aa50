-- January by its last day, February as it was.
SELECT if(toYYYYMM(d) = 202401, toDate('2024-01-31'), toDate('2024-02-29')) AS d, k,
       if(toYYYYMM(d) = 202401, 30, 0) AS v
FROM last_row.raw
GROUP BY ALL

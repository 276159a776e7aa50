SELECT toDate(at) AS day, 'computed' AS kind,
       if(day >= '2021-01-08' AND day < '2021-01-20', sum(greatest(amount, 0)), sum(amount)) AS total
FROM late_rows.raw
GROUP BY day
UNION ALL
SELECT toDate('2021-01-10'), 'by hand', 1
UNION ALL
SELECT toDate('2021-01-10'), 'by hand', 1
UNION ALL
SELECT toDate('2021-01-11'), 'by hand', 2
UNION ALL
SELECT toDate('2021-01-22'), 'by hand', 3
UNION ALL
SELECT toDate('2021-01-12'), 'by hand', 4

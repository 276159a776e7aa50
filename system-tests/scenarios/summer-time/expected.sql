-- The clocks went forward on 2021-03-28: that day has 23 hours.
SELECT toDate(at, 'Europe/Berlin') AS day, shop, count() AS sales, sum(amount) AS total
FROM summer_time.raw
WHERE day >= '2021-03-26' AND day < '2021-03-31'
GROUP BY day, shop

-- Days of New York inside the range, complete at both ends; days of UTC around it as they were.
SELECT toDate(at, 'America/New_York') AS day, shop, count() AS sales, sum(amount) AS total
FROM timezone_fix.raw
WHERE day >= '2021-03-10' AND day < '2021-03-20'
GROUP BY day, shop
UNION ALL
SELECT toDate(at) AS day, shop, count() AS sales, sum(amount) AS total
FROM timezone_fix.raw
WHERE day < '2021-03-10' OR day >= '2021-03-20'
GROUP BY day, shop

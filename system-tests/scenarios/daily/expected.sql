-- The fixed days, and all others as they were.
SELECT toDate(at) AS day, shop, count() AS sales,
       if(day >= '2021-03-10' AND day < '2021-04-20', sum(greatest(amount, 0)), sum(amount)) AS total
FROM daily.raw
GROUP BY day, shop

-- The fixed days, and all others as they were.
SELECT toDate(at) AS day, shop, count() AS sales,
       if(day >= '2021-03-01' AND day < '2021-05-01', sum(greatest(amount, 0)), sum(amount)) AS total
FROM chunked.raw
GROUP BY day, shop

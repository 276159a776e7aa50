-- The fixed months in all buckets, and the others as they were.
SELECT toDate(at) AS day, tenant, count() AS sales,
       if(day >= '2021-02-01' AND day < '2021-04-01', sum(greatest(amount, 0)), sum(amount)) AS total
FROM buckets.raw
GROUP BY day, tenant

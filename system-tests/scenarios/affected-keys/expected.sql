-- The tenants with an issue in the range, and all others as they were.
SELECT toDate(at) AS day, tenant, count() AS sales,
       if(day >= '2021-02-01' AND day < '2021-04-01' AND tenant IN ('o''neil\n', 'west'),
          sum(greatest(amount, 0)), sum(amount)) AS total
FROM affected.raw
GROUP BY day, tenant

SELECT toDate(at) AS day, shop,
       if(day >= '2021-02-10' AND day < '2021-03-15', sum(greatest(amount, 0)), sum(amount)) AS total
FROM dependents.raw
GROUP BY day, shop

SELECT toStartOfHour(at) AS hour, shop, count() AS sales,
       if(hour >= '2021-03-02 06:00:00' AND hour < '2021-03-04 18:00:00',
          sum(greatest(amount, 0)), sum(amount)) AS total
FROM hourly.raw
WHERE at < '2021-03-05 00:00:00'
GROUP BY hour, shop

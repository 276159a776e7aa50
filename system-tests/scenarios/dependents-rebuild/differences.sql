-- What each table has against what its view makes of the target as it is now.
SELECT 'monthly' AS what, month AS at, sum(total) AS has FROM dependents.monthly GROUP BY month
EXCEPT
SELECT 'monthly', toStartOfMonth(day) AS at, sum(total) FROM dependents.daily GROUP BY at
UNION ALL
SELECT 'yearly' AS what, year AS at, sum(total) AS has FROM dependents.yearly GROUP BY year
EXCEPT
SELECT 'yearly', toStartOfYear(day) AS at, sum(total) FROM dependents.daily GROUP BY at
UNION ALL
SELECT 'shops' AS what, month AS at, toInt64(uniqMerge(shops)) * 1000000 + max(best) AS has
FROM dependents.monthly_shops GROUP BY month
EXCEPT
SELECT 'shops', toStartOfMonth(day) AS at, toInt64(uniq(shop)) * 1000000 + max(total)
FROM dependents.daily GROUP BY at

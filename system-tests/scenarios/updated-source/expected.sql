SELECT d, count() AS n, sum(v) AS s FROM updated_source.src GROUP BY d

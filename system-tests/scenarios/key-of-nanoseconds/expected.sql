SELECT ns, span,
       if(fromUnixTimestamp64Nano(toInt64(ns), 'UTC') >= '2024-03-05'
          AND fromUnixTimestamp64Nano(toInt64(ns), 'UTC') < '2024-03-20', v, 0) AS v
FROM traces.raw

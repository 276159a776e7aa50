SELECT ts, id,
       if(ts >= toDateTime('2021-03-26 00:00:00', 'Europe/Berlin')
          AND ts < toDateTime('2021-04-02 00:00:00', 'Europe/Berlin'), v, 0) AS v
FROM other_zone.raw

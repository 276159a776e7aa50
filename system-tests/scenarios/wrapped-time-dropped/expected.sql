SELECT ts, id, toUInt32(toDate(ts) < '2019-08-01') AS v FROM dropped_time.raw WHERE id < 9000000

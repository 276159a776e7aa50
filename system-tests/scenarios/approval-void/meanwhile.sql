-- Five times as much as was approved, in one day.
INSERT INTO approval_void.raw SELECT '2024-01-04', 1000 + number FROM numbers(500);

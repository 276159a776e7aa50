-- Lies in a part of its own that says 1970.
UPDATE updated_source.src SET v = 5 WHERE toYYYYMM(d) = 202402 AND id % 3 = 0
SETTINGS enable_lightweight_update = 1;

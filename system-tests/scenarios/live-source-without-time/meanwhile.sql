-- Rows of today: no row of January has changed, so that nothing may be computed again.
INSERT INTO live_source.src SELECT now() + number, 1000000 + number FROM numbers(100);

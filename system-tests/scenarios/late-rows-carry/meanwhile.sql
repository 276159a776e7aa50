-- By hand: into partitions that are recomputed, into one that is not, and one row twice.
INSERT INTO late_rows.daily VALUES
  ('2021-01-10', 'by hand', 1), ('2021-01-10', 'by hand', 1), ('2021-01-11', 'by hand', 2);

INSERT INTO late_rows.daily VALUES ('2021-01-22', 'by hand', 3), ('2021-01-12', 'by hand', 4);

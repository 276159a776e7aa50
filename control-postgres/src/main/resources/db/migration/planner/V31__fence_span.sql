-- Which storage a fence was taken of, and what its parts covered; unknown of those that are there.
ALTER TABLE task_fence
  ADD COLUMN storage   text NOT NULL DEFAULT '',
  ADD COLUMN span_from timestamptz,
  ADD COLUMN span_to   timestamptz;

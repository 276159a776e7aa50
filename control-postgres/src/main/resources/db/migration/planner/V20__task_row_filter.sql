-- Which of the transform's rows a task takes, as JSON; null where it takes all.
ALTER TABLE task ADD COLUMN row_filter text;

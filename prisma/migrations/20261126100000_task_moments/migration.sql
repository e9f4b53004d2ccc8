-- The end of draining, for which AWS has no timestamp; bounds of the moments that are only known to lie between two
-- looks; and the tasks that replaced each other.
ALTER TABLE task_run
  ADD COLUMN drained_at    timestamptz,
  ADD COLUMN moment_bounds jsonb,
  ADD COLUMN replaces      text,
  ADD COLUMN replaced_by   text;

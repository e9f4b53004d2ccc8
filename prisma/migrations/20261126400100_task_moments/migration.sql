-- What the flow of tasks reads of a run, packed: a month has a hundred thousand of them, and eight moments each as values
-- of their own cost several times as much to gather and to send. Sixteen bytes of words (hashes of trigger, cause and
-- status, and whether it was abnormal), then eight moments in PostgreSQL's binary form (microseconds since 2000), the
-- lowest value where a moment is not known.
ALTER TABLE task_run RESET (toast_tuple_target);
ALTER TABLE task_run ADD COLUMN moments bytea GENERATED ALWAYS AS (
  int4send(hashtext(trigger)) || int4send(coalesce(hashtext(cause), 0)) || int4send(hashtext(last_status))
    || int4send(abnormal::int) || timestamptz_send(created_at)
    || coalesce(timestamptz_send(connectivity_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(pull_started_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(pull_stopped_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(started_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(stopping_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(execution_stopped_at), '\x8000000000000000'::bytea)
    || coalesce(timestamptz_send(stopped_at), '\x8000000000000000'::bytea)
) STORED;
-- It stays in the row; what only the page of one task reads leaves it.
ALTER TABLE task_run ALTER COLUMN moments SET STORAGE PLAIN;
ALTER TABLE task_run SET (toast_tuple_target = 1024);

-- The first look that saw a task healthy; the flow splits starts by it, so the packed moments get it as their ninth.
ALTER TABLE task_run RESET (toast_tuple_target);
ALTER TABLE task_run DROP COLUMN moments;
ALTER TABLE task_run ADD COLUMN healthy_at timestamptz;
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
    || coalesce(timestamptz_send(healthy_at), '\x8000000000000000'::bytea)
) STORED;
ALTER TABLE task_run ALTER COLUMN moments SET STORAGE PLAIN;
ALTER TABLE task_run SET (toast_tuple_target = 1024);

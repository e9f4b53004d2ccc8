-- What the task explorer searches, as one text in small letters: the parts of a run that people paste into a search box.
-- Image digests and ARNs are left out: they would double the index, and the task id of an ARN is here already.
ALTER TABLE task_run ADD COLUMN search text GENERATED ALWAYS AS (lower(
  task_id || ' ' || coalesce(group_name, '') || ' ' || family || ':' || revision::text
    || ' ' || coalesce(started_by, '') || ' ' || coalesce(stop_code, '') || ' ' || coalesce(stopped_reason, '')
    || ' ' || coalesce(network->>'privateIp', '') || ' ' || coalesce(network->>'eniId', '')
    || ' ' || jsonb_path_query_array(containers, '$[*].image')::text
    || ' ' || jsonb_path_query_array(containers, '$[*].reason')::text
)) STORED;
-- It is read for every row that a search looks at, so it stays in the row; what only the page of one task reads leaves it.
ALTER TABLE task_run ALTER COLUMN search SET STORAGE MAIN;
ALTER TABLE task_run SET (toast_tuple_target = 1024);

-- A trusted extension since PostgreSQL 13. A role that may not create it, or a server without it, searches by reading.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION
  WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
    RAISE NOTICE 'pg_trgm is not available: the task explorer searches without an index';
END
$$;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
    EXECUTE 'CREATE INDEX task_run_search ON task_run USING gin (search gin_trgm_ops)';
  END IF;
END
$$;

-- Filters of the explorer that no index served.
CREATE INDEX task_run_family ON task_run (family, revision, created_at DESC);
CREATE INDEX task_run_cause ON task_run (cause, stopped_at DESC) INCLUDE (abnormal) WHERE cause IS NOT NULL;
CREATE INDEX task_run_zone ON task_run (availability_zone, created_at DESC);
CREATE INDEX task_run_provider ON task_run (capacity_provider, created_at DESC) WHERE capacity_provider IS NOT NULL;

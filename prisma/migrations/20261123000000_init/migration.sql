-- What Danji watches, and where it may look. Small table.
CREATE TABLE scope (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  account_id   text,
  alias        text,
  colour       text,
  regions      text[] NOT NULL,
  role_arn     text,
  external_id  text,
  endpoint     text,
  source       text NOT NULL,
  state        text NOT NULL DEFAULT 'unknown',
  message      text,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);

-- The last known good state of every resource; a deleted one keeps its row (tombstone).
CREATE TABLE resource (
  id            text PRIMARY KEY,
  kind          text NOT NULL,
  name          text NOT NULL,
  arn           text NOT NULL,
  native_id     text NOT NULL,
  account_id    text NOT NULL,
  region        text NOT NULL,
  scope_id      text NOT NULL,
  parent_id     text,
  state         text NOT NULL,
  status        text NOT NULL,
  severity      smallint NOT NULL,
  reasons       jsonb NOT NULL,
  environment   text NOT NULL,
  team          text,
  tier          text,
  tags          jsonb NOT NULL,
  attributes    jsonb NOT NULL,
  hash          text NOT NULL,
  content_hash  text NOT NULL,
  first_seen    timestamptz NOT NULL,
  last_seen     timestamptz NOT NULL,
  described_at  timestamptz NOT NULL,
  deleted_at    timestamptz
);
-- hash covers what people configure (a difference is a revision); content_hash covers everything stored (a difference
-- is a write). last_seen moves when the row is written: until it is deleted a resource was last seen by the newest
-- collection_run whose kinds name it.
CREATE INDEX resource_kind_name ON resource (kind, name, id);
CREATE INDEX resource_kind_severity ON resource (kind, severity DESC, name, id);
CREATE INDEX resource_parent ON resource (parent_id, kind);
CREATE INDEX resource_arn ON resource (arn);
CREATE INDEX resource_place ON resource (scope_id, region, kind);

-- Written only when the canonical hash differs.
CREATE TABLE resource_revision (
  resource_id  text NOT NULL,
  at           timestamptz NOT NULL,
  scope_id     text NOT NULL,
  hash         text NOT NULL,
  changes      jsonb NOT NULL,
  state        text NOT NULL,
  attributes   jsonb NOT NULL,
  PRIMARY KEY (resource_id, at)
);

-- Desired, running and pending of a service (or group) each time they changed.
CREATE TABLE service_count (
  resource_id  text NOT NULL,
  at           timestamptz NOT NULL,
  scope_id     text NOT NULL,
  desired      integer NOT NULL,
  running      integer NOT NULL,
  pending      integer NOT NULL,
  PRIMARY KEY (resource_id, at)
);

CREATE TABLE task_run (
  id                    text PRIMARY KEY,
  arn                   text NOT NULL,
  task_id               text NOT NULL,
  account_id            text NOT NULL,
  region                text NOT NULL,
  scope_id              text NOT NULL,
  cluster_id            text NOT NULL,
  service_id            text,
  environment           text NOT NULL,
  team                  text,
  family                text NOT NULL,
  revision              integer NOT NULL,
  task_definition_arn   text NOT NULL,
  group_name            text,
  started_by            text,
  trigger               text NOT NULL,
  launch_type           text,
  capacity_provider     text,
  container_instance_id text,
  availability_zone     text,
  cpu                   integer,
  memory                integer,
  platform_version      text,
  last_status           text NOT NULL,
  desired_status        text NOT NULL,
  health                text NOT NULL,
  stop_code             text,
  stopped_reason        text,
  cause                 text,
  abnormal              boolean NOT NULL DEFAULT false,
  cause_params          jsonb,
  containers            jsonb NOT NULL,
  network               jsonb,
  created_at            timestamptz NOT NULL,
  connectivity_at       timestamptz,
  pull_started_at       timestamptz,
  pull_stopped_at       timestamptz,
  started_at            timestamptz,
  stopping_at           timestamptz,
  execution_stopped_at  timestamptz,
  stopped_at            timestamptz,
  observed              jsonb NOT NULL,
  first_seen            timestamptz NOT NULL,
  last_seen             timestamptz NOT NULL
);
CREATE INDEX task_run_created ON task_run (created_at DESC, id);
CREATE INDEX task_run_stopped ON task_run (stopped_at DESC, id) WHERE stopped_at IS NOT NULL;
CREATE INDEX task_run_cluster ON task_run (cluster_id, created_at DESC);
CREATE INDEX task_run_service ON task_run (service_id, created_at DESC);
CREATE INDEX task_run_host ON task_run (container_instance_id, created_at DESC) WHERE container_instance_id IS NOT NULL;
CREATE INDEX task_run_live ON task_run (cluster_id) WHERE stopped_at IS NULL;
CREATE INDEX task_run_arn ON task_run (arn);
CREATE INDEX task_run_task_id ON task_run (task_id);

CREATE TABLE deployment (
  id                   text PRIMARY KEY,
  native_id            text NOT NULL,
  service_id           text NOT NULL,
  cluster_id           text NOT NULL,
  scope_id             text NOT NULL,
  environment          text NOT NULL,
  team                 text,
  strategy             text NOT NULL,
  status               text NOT NULL,
  rollout_state        text,
  rollout_state_reason text,
  task_definition_arn  text NOT NULL,
  revision             integer NOT NULL,
  previous_revision    integer,
  desired              integer NOT NULL,
  pending              integer NOT NULL,
  running              integer NOT NULL,
  failed_tasks         integer NOT NULL,
  breaker              jsonb NOT NULL,
  minimum_percent      integer,
  maximum_percent      integer,
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  finished_at          timestamptz,
  first_seen           timestamptz NOT NULL,
  last_seen            timestamptz NOT NULL
);
CREATE INDEX deployment_service ON deployment (service_id, created_at DESC);
CREATE INDEX deployment_created ON deployment (created_at DESC, id);

CREATE TABLE scaling_activity (
  resource_id        text NOT NULL,
  activity_id        text NOT NULL,
  scope_id           text NOT NULL,
  at                 timestamptz NOT NULL,
  ended_at           timestamptz,
  from_count         integer,
  to_count           integer,
  cause              text NOT NULL,
  description        text NOT NULL,
  status             text NOT NULL,
  status_message     text,
  not_scaled_reasons jsonb NOT NULL,
  policy             text,
  alarm              text,
  PRIMARY KEY (resource_id, activity_id)
);
CREATE INDEX scaling_activity_at ON scaling_activity (resource_id, at DESC);

-- One timeline of everything that happened: service events, deployments, scaling, stops, configuration, states.
CREATE TABLE event (
  resource_id  text NOT NULL,
  id           text NOT NULL,
  at           timestamptz NOT NULL,
  scope_id     text NOT NULL,
  kind         text NOT NULL,
  type         text NOT NULL,
  severity     text NOT NULL,
  environment  text NOT NULL,
  team         text,
  parent_id    text,
  message      text NOT NULL,
  params       jsonb NOT NULL,
  PRIMARY KEY (resource_id, id)
);
CREATE INDEX event_at ON event (at DESC, id);
CREATE INDEX event_resource_at ON event (resource_id, at DESC);
CREATE INDEX event_parent_at ON event (parent_id, at DESC);
CREATE INDEX event_kind_at ON event (kind, at DESC);

-- A series is (resource, namespace, metric, further dimensions, statistic). unit is CloudWatch's own.
-- Everything before fetched_until has been read, except the ranges in metric_gap. Small table.
CREATE TABLE series (
  id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  resource_id    text NOT NULL,
  scope_id       text NOT NULL,
  region         text NOT NULL,
  namespace      text NOT NULL,
  metric         text NOT NULL,
  dimensions     text NOT NULL,
  stat           text NOT NULL,
  unit           text NOT NULL,
  period         integer NOT NULL,
  created_at     timestamptz NOT NULL,
  retired_at     timestamptz,
  fetched_until  timestamptz,
  last_point_at  timestamptz,
  UNIQUE (resource_id, namespace, metric, dimensions, stat)
);

-- Ranges [from_at, to_at) that are still to be read: the first two weeks, and what an outage left. Shrinks from its
-- newest end and goes when it is filled. Small table.
CREATE TABLE metric_gap (
  series_id  integer NOT NULL,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL,
  scope_id   text NOT NULL,
  region     text NOT NULL,
  period     integer NOT NULL,
  PRIMARY KEY (series_id, from_at)
);

-- How far the filling of gaps has come, per place; points count whole periods, published or not.
CREATE TABLE backfill_progress (
  scope_id         text NOT NULL,
  region           text NOT NULL,
  state            text NOT NULL,
  started_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  finished_at      timestamptz,
  from_at          timestamptz NOT NULL,
  reached_back_to  timestamptz,
  points_expected  bigint NOT NULL,
  points_done      bigint NOT NULL,
  points_stored    bigint NOT NULL,
  active_seconds   double precision NOT NULL,
  PRIMARY KEY (scope_id, region)
);

-- A metric hour: sixty one-minute slots, NaN where there is no datapoint, fixed width from the first write.
CREATE TABLE metric_minutes (
  hour       timestamptz NOT NULL,
  series_id  integer NOT NULL,
  period     smallint NOT NULL,
  slots      real[] NOT NULL,
  PRIMARY KEY (hour, series_id)
) PARTITION BY RANGE (hour);

-- Twenty-four hours of a UTC day, written when an hour settles.
CREATE TABLE metric_days (
  day        date NOT NULL,
  series_id  integer NOT NULL,
  period     smallint NOT NULL,
  counts     integer[] NOT NULL,
  sums       double precision[] NOT NULL,
  mins       real[] NOT NULL,
  maxs       real[] NOT NULL,
  PRIMARY KEY (day, series_id)
) PARTITION BY RANGE (day);

CREATE TABLE log_minute (
  resource_id     text NOT NULL,
  source_id       text NOT NULL,
  minute          timestamptz NOT NULL,
  scope_id        text NOT NULL,
  fatal           integer NOT NULL,
  error           integer NOT NULL,
  warn            integer NOT NULL,
  info            integer NOT NULL,
  debug           integer NOT NULL,
  unknown         integer NOT NULL,
  covered_seconds smallint NOT NULL,
  PRIMARY KEY (resource_id, source_id, minute)
);
CREATE INDEX log_minute_minute ON log_minute (minute);
CREATE INDEX log_minute_source ON log_minute (source_id, minute);

CREATE TABLE log_line (
  resource_id  text NOT NULL,
  at           timestamptz NOT NULL,
  event_id     text NOT NULL,
  scope_id     text NOT NULL,
  stream       text NOT NULL,
  task_id      text,
  source_id    text NOT NULL,
  level        text NOT NULL,
  message      text NOT NULL,
  PRIMARY KEY (resource_id, at, event_id)
) PARTITION BY RANGE (at);
CREATE INDEX log_line_at ON log_line (at DESC);
CREATE INDEX log_line_task ON log_line (task_id, at) WHERE task_id IS NOT NULL;
CREATE INDEX log_line_source ON log_line (source_id, at DESC);

CREATE TABLE log_cursor (
  resource_id  text PRIMARY KEY,
  scope_id     text NOT NULL,
  read_until   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  sampled      boolean NOT NULL DEFAULT false,
  message      text
);

CREATE TABLE recommendation (
  id                  text PRIMARY KEY,
  rule                text NOT NULL,
  resource_id         text NOT NULL,
  scope_id            text NOT NULL,
  environment         text NOT NULL,
  team                text,
  title               jsonb NOT NULL,
  current             jsonb NOT NULL,
  proposed            jsonb NOT NULL,
  monthly_saving_usd  jsonb,
  risk                text NOT NULL,
  confidence          text NOT NULL,
  evidence            jsonb NOT NULL,
  state               text NOT NULL,
  created_at          timestamptz NOT NULL,
  computed_at         timestamptz NOT NULL,
  closed_at           timestamptz,
  version             integer NOT NULL DEFAULT 1
);
CREATE INDEX recommendation_resource ON recommendation (resource_id);

-- Danji about itself. kinds: the resource kinds that this run listed completely.
CREATE TABLE collection_run (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope_id     text NOT NULL,
  region       text NOT NULL,
  job          text NOT NULL,
  started_at   timestamptz NOT NULL,
  finished_at  timestamptz NOT NULL,
  status       text NOT NULL,
  items        integer NOT NULL,
  throttled    integer NOT NULL DEFAULT 0,
  kinds        text[] NOT NULL DEFAULT '{}',
  message      text
);
CREATE INDEX collection_run_job ON collection_run (job, scope_id, region, started_at DESC);
CREATE INDEX collection_run_started ON collection_run (started_at);

CREATE TABLE api_usage (
  scope_id           text NOT NULL,
  region             text NOT NULL,
  hour               timestamptz NOT NULL,
  api                text NOT NULL,
  calls              bigint NOT NULL,
  metrics_low        bigint NOT NULL,
  metrics_requested  bigint NOT NULL,
  errors             bigint NOT NULL,
  throttles          bigint NOT NULL,
  PRIMARY KEY (scope_id, region, hour, api)
);

CREATE TABLE permission (
  scope_id    text NOT NULL,
  region      text NOT NULL,
  action      text NOT NULL,
  status      text NOT NULL,
  message     text,
  checked_at  timestamptz NOT NULL,
  PRIMARY KEY (scope_id, region, action)
);

-- First-seen lag of datapoints per namespace and hour: a histogram of seconds in fixed buckets.
CREATE TABLE metric_lag (
  scope_id   text NOT NULL,
  region     text NOT NULL,
  namespace  text NOT NULL,
  hour       timestamptz NOT NULL,
  buckets    integer[] NOT NULL,
  PRIMARY KEY (scope_id, region, namespace, hour)
);

CREATE TABLE setting (
  key         text PRIMARY KEY,
  value       jsonb NOT NULL,
  version     integer NOT NULL DEFAULT 1,
  updated_at  timestamptz NOT NULL
);

-- Creates the partitions that cover [from_at, to_at): weeks (Monday, UTC) of minutes, years of days, days of log lines.
CREATE FUNCTION danji_ensure_partitions(from_at timestamptz, to_at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  made integer := 0;
  lo timestamptz;
  hi timestamptz;
  part text;
BEGIN
  lo := date_trunc('week', from_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  WHILE lo < to_at LOOP
    hi := lo + interval '7 days';
    part := 'metric_minutes_' || to_char(lo AT TIME ZONE 'UTC', 'IYYY"w"IW');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF metric_minutes FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_vacuum_scale_factor = 0.01)', part, lo, hi);
      made := made + 1;
    END IF;
    lo := hi;
  END LOOP;

  lo := date_trunc('year', from_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  WHILE lo < to_at LOOP
    hi := (lo AT TIME ZONE 'UTC' + interval '1 year') AT TIME ZONE 'UTC';
    part := 'metric_days_' || to_char(lo AT TIME ZONE 'UTC', 'YYYY');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF metric_days FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_vacuum_scale_factor = 0.01)', part, (lo AT TIME ZONE 'UTC')::date, (hi AT TIME ZONE 'UTC')::date);
      made := made + 1;
    END IF;
    lo := hi;
  END LOOP;

  lo := date_trunc('day', from_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  WHILE lo < to_at LOOP
    hi := lo + interval '1 day';
    part := 'log_line_' || to_char(lo AT TIME ZONE 'UTC', 'YYYYMMDD');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF log_line FOR VALUES FROM (%L) TO (%L)', part, lo, hi);
      made := made + 1;
    END IF;
    lo := hi;
  END LOOP;
  RETURN made;
END $$;

-- Drops the partitions that end before their cut, and says how many went.
CREATE FUNCTION danji_drop_partitions(minutes_before timestamptz, days_before timestamptz, lines_before timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  dropped integer := 0;
  part record;
BEGIN
  FOR part IN
    SELECT c.relname,
           (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz AS ends,
           CASE i.inhparent
             WHEN 'metric_minutes'::regclass THEN minutes_before
             WHEN 'metric_days'::regclass THEN days_before
             ELSE lines_before
           END AS cut
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent IN ('metric_minutes'::regclass, 'metric_days'::regclass, 'log_line'::regclass)
  LOOP
    IF part.ends <= part.cut THEN
      EXECUTE format('DROP TABLE %I', part.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;

-- The stored hour with the slots that a newer answer carries; NaN carries nothing, so it never erases.
CREATE FUNCTION danji_merge_slots(stored real[], carried real[]) RETURNS real[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(CASE WHEN c = 'NaN'::real THEN s ELSE c END ORDER BY i)
    FROM unnest(stored, carried) WITH ORDINALITY AS t(s, c, i)
$$;

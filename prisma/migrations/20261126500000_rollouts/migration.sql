-- What was observed of a rollout each time that something moved: AWS keeps the last state only.
CREATE TABLE rollout_stage (
  service_id         text NOT NULL,
  deployment_id      text NOT NULL,
  at                 timestamptz NOT NULL,
  scope_id           text NOT NULL,
  status             text,
  stage              text,
  production_weight  double precision,
  test_weight        double precision,
  failures           integer,
  PRIMARY KEY (service_id, deployment_id, at)
);
CREATE INDEX rollout_stage_at ON rollout_stage (at);

-- Old against new of a rollout that ended thirty minutes ago and more: it does not change any more.
CREATE TABLE rollout_comparison (
  service_id     text NOT NULL,
  deployment_id  text NOT NULL,
  scope_id       text NOT NULL,
  computed_at    timestamptz NOT NULL,
  comparison     jsonb NOT NULL,
  PRIMARY KEY (service_id, deployment_id)
);
CREATE INDEX rollout_comparison_computed ON rollout_comparison (computed_at);
CREATE INDEX deployment_finished ON deployment (finished_at);

-- Lines of a service by minute, level and the deployment that started their task.
CREATE TABLE log_deployment_minute (
  resource_id  text NOT NULL,
  source_id    text NOT NULL,
  started_by   text NOT NULL,
  minute       timestamptz NOT NULL,
  scope_id     text NOT NULL,
  fatal        integer NOT NULL,
  error        integer NOT NULL,
  warn         integer NOT NULL,
  info         integer NOT NULL,
  debug        integer NOT NULL,
  unknown      integer NOT NULL,
  PRIMARY KEY (resource_id, source_id, started_by, minute)
);
CREATE INDEX log_deployment_minute_source ON log_deployment_minute (source_id, minute);
CREATE INDEX log_deployment_minute_minute ON log_deployment_minute (minute);

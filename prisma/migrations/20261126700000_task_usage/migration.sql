-- What tasks used, minute by minute, as the performance log of Container Insights tells it: one row per task and hour of
-- sixty slots like metric_minutes (NaN: not known). Read on demand, so rows are few; deleted by age.
CREATE TABLE task_usage (
  task_id text NOT NULL,
  hour timestamptz NOT NULL,
  scope_id text NOT NULL,
  cpu real[] NOT NULL,
  memory real[] NOT NULL,
  network real[] NOT NULL,
  storage real[] NOT NULL,
  PRIMARY KEY (task_id, hour)
);
CREATE INDEX task_usage_hour ON task_usage (hour);

-- Which minutes of which host's (or service's) performance log were read, a bit for each minute of the hour: no event is
-- not the same as not looked.
CREATE TABLE task_usage_read (
  resource_id text NOT NULL,
  hour timestamptz NOT NULL,
  scope_id text NOT NULL,
  minutes bit(60) NOT NULL,
  PRIMARY KEY (resource_id, hour)
);
CREATE INDEX task_usage_read_hour ON task_usage_read (hour);

-- Which events of a queue were taken lately: what comes twice is counted once. Kept for a day.
CREATE TABLE queue_event (
  id text NOT NULL,
  scope_id text NOT NULL,
  region text NOT NULL,
  received_at timestamptz(6) NOT NULL,
  PRIMARY KEY (id, scope_id, region)
);
CREATE INDEX queue_event_received ON queue_event (received_at);

-- How each event queue does.
CREATE TABLE event_queue (
  scope_id text NOT NULL,
  region text NOT NULL,
  url text NOT NULL,
  state text NOT NULL,
  message text,
  checked_at timestamptz(6),
  waiting integer,
  in_flight integer,
  lag_seconds double precision,
  last_event_at timestamptz(6),
  received bigint NOT NULL DEFAULT 0,
  stored bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  malformed bigint NOT NULL DEFAULT 0,
  ignored bigint NOT NULL DEFAULT 0,
  by_type jsonb NOT NULL DEFAULT '{}',
  last_problem text,
  PRIMARY KEY (scope_id, region)
);

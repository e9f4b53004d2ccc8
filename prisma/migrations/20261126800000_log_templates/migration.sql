-- Templates of log lines, how often each was written by which source and revision, and the lines around a task's stop.
CREATE TABLE log_template (
  resource_id  text NOT NULL,
  id           text NOT NULL,
  scope_id     text NOT NULL,
  level        text NOT NULL,
  text         text NOT NULL,
  path         text[] NOT NULL,
  first_seen   timestamptz NOT NULL,
  last_seen    timestamptz NOT NULL,
  PRIMARY KEY (resource_id, id)
);
CREATE INDEX log_template_last_seen ON log_template (last_seen);

-- counts: one of each minute of the hour. revision 0: the line names no task that is known.
CREATE TABLE log_template_hour (
  resource_id  text NOT NULL,
  hour         timestamptz NOT NULL,
  template_id  text NOT NULL,
  source_id    text NOT NULL,
  revision     integer NOT NULL,
  scope_id     text NOT NULL,
  counts       integer[] NOT NULL,
  PRIMARY KEY (resource_id, hour, template_id, source_id, revision)
) WITH (fillfactor = 60);
CREATE INDEX log_template_hour_source ON log_template_hour (source_id, hour);
CREATE INDEX log_template_hour_hour ON log_template_hour (hour);

-- Kept as long as the run of the task itself.
CREATE TABLE task_line (
  task_id      text NOT NULL,
  position     integer NOT NULL,
  at           timestamptz NOT NULL,
  scope_id     text NOT NULL,
  stream       text NOT NULL,
  level        text NOT NULL,
  message      text NOT NULL,
  PRIMARY KEY (task_id, position)
);
CREATE INDEX task_line_at ON task_line (at);

-- Whether the streams of a task that stopped were read, and how that ended.
CREATE TABLE task_line_read (
  task_id      text PRIMARY KEY,
  scope_id     text NOT NULL,
  region       text NOT NULL,
  stopped_at   timestamptz NOT NULL,
  read_at      timestamptz NOT NULL,
  state        text NOT NULL,
  lines        integer NOT NULL,
  message      text
);
CREATE INDEX task_line_read_stopped ON task_line_read (stopped_at);

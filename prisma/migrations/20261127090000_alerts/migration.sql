-- What people changed of a rule, for one resource, for resources of some labels, or (both null) everywhere. Small table.
CREATE TABLE alert_override (
  id           text PRIMARY KEY,
  rule_id      text NOT NULL,
  resource_id  text,
  labels       jsonb,
  -- The whole condition in force and whether the rule counts and sends at all; null: as the rule has it.
  enabled      boolean NOT NULL,
  notifies     boolean,
  threshold    double precision,
  clear        double precision,
  for_seconds  integer,
  reason       text NOT NULL,
  version      integer NOT NULL,
  updated_at   timestamptz NOT NULL,
  updated_by   text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (rule_id, resource_id, labels)
);

-- How far each rule was evaluated over values that no longer change. Small table.
CREATE TABLE alert_progress (
  rule_id       text PRIMARY KEY,
  settled_to    timestamptz NOT NULL,
  evaluated_at  timestamptz NOT NULL
);

-- Where the fold of a rule stands at a resource as of alert_progress.settled_to. Only those that are not plainly good have
-- a row, so that a calm fleet writes nothing.
CREATE TABLE alert_state (
  resource_id  text NOT NULL,
  rule_id      text NOT NULL,
  scope_id     text NOT NULL,
  evaluation   jsonb NOT NULL,
  PRIMARY KEY (resource_id, rule_id)
);
CREATE INDEX alert_state_rule ON alert_state (rule_id);

-- One episode of a rule at a resource, from the first bad value to the end.
CREATE TABLE alert (
  resource_id   text NOT NULL,
  id            text NOT NULL,
  rule_id       text NOT NULL,
  scope_id      text NOT NULL,
  subject_id    text NOT NULL,
  environment   text NOT NULL,
  team          text,
  severity      text NOT NULL,
  phase         text NOT NULL,
  phase_since   timestamptz NOT NULL,
  began_at      timestamptz NOT NULL,
  fired_at      timestamptz,
  resolved_at   timestamptz,
  -- Set where a later correction of the values left nothing of it.
  withdrawn     boolean NOT NULL DEFAULT false,
  value         double precision,
  peak          double precision,
  threshold     double precision NOT NULL,
  flapped       boolean NOT NULL,
  notifies      boolean NOT NULL,
  incident_id   text,
  PRIMARY KEY (resource_id, id)
);
CREATE UNIQUE INDEX alert_open ON alert (resource_id, rule_id) WHERE resolved_at IS NULL;
CREATE INDEX alert_open_rule ON alert (rule_id) WHERE resolved_at IS NULL;
CREATE INDEX alert_began ON alert (began_at DESC, id);
CREATE INDEX alert_resolved ON alert (resolved_at);
CREATE INDEX alert_incident ON alert (incident_id);

-- What people act on. Its id is that of no resource: it is its own distribution key.
CREATE TABLE incident (
  id               text PRIMARY KEY,
  scope_id         text NOT NULL,
  state            text NOT NULL,
  severity         text NOT NULL,
  rule_id          text NOT NULL,
  subject_id       text NOT NULL,
  -- The area of a storm, such as a cluster; null for an incident about its subject.
  storm            text,
  environment      text NOT NULL,
  team             text,
  alerts           integer NOT NULL,
  subjects         integer NOT NULL,
  notifies         boolean NOT NULL,
  began_at         timestamptz NOT NULL,
  fired_at         timestamptz NOT NULL,
  resolved_at      timestamptz,
  resolved_by      text,
  -- The incident that took its alerts over.
  merged_into      text,
  acknowledged_at  timestamptz,
  acknowledged_by  text,
  owner            text,
  snoozed_until    timestamptz,
  snoozed_by       text,
  notes            integer NOT NULL DEFAULT 0,
  version          integer NOT NULL,
  updated_at       timestamptz NOT NULL
);
CREATE INDEX incident_open ON incident (fired_at DESC, id) WHERE resolved_at IS NULL;
CREATE INDEX incident_fired ON incident (fired_at DESC, id);
CREATE INDEX incident_subject ON incident (subject_id, fired_at DESC);
CREATE INDEX incident_resolved ON incident (resolved_at);

-- What happened to an incident, and by whom.
CREATE TABLE incident_entry (
  incident_id  text NOT NULL,
  id           text NOT NULL,
  at           timestamptz NOT NULL,
  kind         text NOT NULL,
  actor        text,
  params       jsonb NOT NULL,
  PRIMARY KEY (incident_id, id)
);
CREATE INDEX incident_entry_at ON incident_entry (at);

-- What is hidden, until when, by whom and why. Small table.
CREATE TABLE silence (
  id          text PRIMARY KEY,
  matcher     jsonb NOT NULL,
  reason      text NOT NULL,
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL,
  ended_by    text,
  version     integer NOT NULL
);
CREATE INDEX silence_ends ON silence (ends_at DESC, id);

-- A receiver of messages: what it gets and where it is. The secret is sealed. Small table.
CREATE TABLE notification_channel (
  id            text PRIMARY KEY,
  kind          text NOT NULL,
  name          text NOT NULL,
  enabled       boolean NOT NULL,
  settings      jsonb NOT NULL,
  secret        bytea,
  environments  text[] NOT NULL,
  teams         text[] NOT NULL,
  severities    text[] NOT NULL,
  language      text NOT NULL,
  version       integer NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  updated_by    text NOT NULL
);
CREATE UNIQUE INDEX notification_channel_name ON notification_channel (name);

-- One message of an incident to one receiver: the outbox and the delivery log. `change` says what it tells (`fired.1`,
-- `resolved.2`), so that the same is never written twice.
CREATE TABLE notification (
  incident_id   text NOT NULL,
  channel_id    text NOT NULL,
  change        text NOT NULL,
  id            text NOT NULL,
  state         text NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  next_at       timestamptz NOT NULL,
  leased_until  timestamptz,
  created_at    timestamptz NOT NULL,
  sent_at       timestamptz,
  last_status   integer,
  last_error    text,
  PRIMARY KEY (incident_id, channel_id, change)
);
CREATE INDEX notification_due ON notification (next_at) WHERE state = 'waiting';
CREATE INDEX notification_channel_created ON notification (channel_id, created_at DESC, id);
CREATE INDEX notification_created ON notification (created_at);

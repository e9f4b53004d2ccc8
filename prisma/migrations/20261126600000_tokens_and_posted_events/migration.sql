-- Events that people and pipelines post. One that is about all resources of some labels stands alone (its resource_id is
-- its own id) and says in labels which they are.
ALTER TABLE event ADD COLUMN labels jsonb;
CREATE INDEX event_labelled_at ON event (at DESC) WHERE labels IS NOT NULL;

-- Tokens by the SHA-256 of their secret. Small table.
CREATE TABLE api_token (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  prefix       text NOT NULL,
  hash         bytea NOT NULL,
  scopes       text[] NOT NULL,
  created_at   timestamptz NOT NULL,
  created_by   text NOT NULL,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  -- What is left of its rate, as of allowance_at.
  allowance    double precision NOT NULL,
  allowance_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX api_token_prefix ON api_token (prefix);
CREATE INDEX api_token_created ON api_token (created_at DESC, id);

-- Which posts were taken, so that one that is sent again is not told twice. Kept for a day. Small table.
CREATE TABLE posted_key (
  sender      text NOT NULL,
  key         text NOT NULL,
  content     text NOT NULL,
  resource_id text NOT NULL,
  event_id    text NOT NULL,
  taken_at    timestamptz NOT NULL,
  PRIMARY KEY (sender, key)
);
CREATE INDEX posted_key_taken ON posted_key (taken_at);

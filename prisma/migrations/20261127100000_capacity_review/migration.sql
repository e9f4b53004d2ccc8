-- A week's capacity review as it was when the week had ended. One row a week: a small table.
CREATE TABLE capacity_review (
  week         text PRIMARY KEY,
  -- The zone of its days, whatever DANJI_TIMEZONE says later.
  zone         text NOT NULL,
  from_at      timestamptz NOT NULL,
  to_at        timestamptz NOT NULL,
  computed_at  timestamptz NOT NULL,
  -- Which form `facts` has.
  format       smallint NOT NULL,
  facts        jsonb NOT NULL
);

-- What somebody is to do until when; kept across weeks. Small table.
CREATE TABLE review_action (
  id                  text PRIMARY KEY,
  week                text NOT NULL,
  title               text NOT NULL,
  owner               text,
  due                 date,
  state               text NOT NULL,
  resource_id         text,
  recommendation_id   text,
  promised_saving_usd double precision,
  created_at          timestamptz NOT NULL,
  created_by          text NOT NULL,
  updated_at          timestamptz NOT NULL,
  updated_by          text NOT NULL,
  closed_at           timestamptz,
  version             integer NOT NULL DEFAULT 1
);
CREATE INDEX review_action_week ON review_action (week, id);

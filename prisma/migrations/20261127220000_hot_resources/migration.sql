-- What is polled each minute for a while although the rest is polled more rarely, as far as the inventory and the alerts
-- do not say so themselves: a value near its threshold, and a page that somebody has open.
CREATE TABLE hot_resource (
  resource_id TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('near_threshold', 'page_open')),
  until TIMESTAMPTZ(6) NOT NULL,
  PRIMARY KEY (resource_id, cause)
);

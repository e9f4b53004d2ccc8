-- What DescribeServiceDeployments says of a rollout: stage, circuit breaker, rollback, revisions, images.
ALTER TABLE deployment ADD COLUMN detail jsonb;

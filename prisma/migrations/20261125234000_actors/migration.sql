-- Who changed what, by CloudTrail; and whose a resource was at each revision, so that a list of then has its labels.
ALTER TABLE resource_revision ADD COLUMN actor jsonb, ADD COLUMN tags jsonb, ADD COLUMN labels jsonb;
ALTER TABLE event ADD COLUMN actor jsonb;

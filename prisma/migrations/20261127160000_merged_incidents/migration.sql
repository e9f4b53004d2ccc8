-- Who was told of an incident that another took over is asked whenever the other ends.
CREATE INDEX incident_merged ON incident (merged_into) WHERE merged_into IS NOT NULL;

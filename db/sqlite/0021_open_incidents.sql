-- The open incidents by where they stand, newest first: few of a grown book, and the ones that are looked for.
CREATE INDEX incident_open ON incident (state, id) WHERE settled = 0;

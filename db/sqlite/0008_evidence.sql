-- Files of evidence: to which incident each belongs. What they are stands in the incident's events, what is in them in the
-- data directory's folder evidence, under their hash.

CREATE TABLE evidence (
    id       TEXT NOT NULL PRIMARY KEY,
    incident TEXT NOT NULL,
    sha256   TEXT NOT NULL
) WITHOUT ROWID;

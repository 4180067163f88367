-- Files of evidence: to which incident each belongs. What they are stands in the incident's events, what is in them in the
-- data directory's folder evidence, under their hash.

CREATE TABLE evidence (
    id       nvarchar(36) NOT NULL PRIMARY KEY,
    incident nvarchar(36) NOT NULL,
    sha256   nvarchar(64) NOT NULL
);

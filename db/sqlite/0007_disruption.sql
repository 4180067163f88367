-- One cause that hits many shipments.

CREATE TABLE disruption (
    id          TEXT    NOT NULL PRIMARY KEY,
    status      TEXT    NOT NULL,
    facts       TEXT    NOT NULL,               -- JSON
    branch      TEXT    NULL,                   -- null: declared for every branch
    declared_at INTEGER NOT NULL,
    declared_by TEXT    NOT NULL,
    watch_until INTEGER NOT NULL,
    held        INTEGER NOT NULL,
    reported    INTEGER NOT NULL,
    version     INTEGER NOT NULL
) WITHOUT ROWID;
-- Those with which shipments that come in are compared.
CREATE INDEX disruption_active ON disruption (id) WHERE status <> 'ended';

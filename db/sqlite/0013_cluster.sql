-- Several programs on one database. The embedded file has one, and keeps the same tables.

-- Work that somebody must see to is dealt out by slots, a number that follows from the stream's name.
ALTER TABLE outbox ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deadline ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;
-- The version of the stream by which a deadline was worked out: an older word does not go over a newer one.
ALTER TABLE deadline ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- Who sees to a slot. Each new holder has a higher fence, and what is done under a lower one is refused.
CREATE TABLE lease (
    slot  INTEGER NOT NULL PRIMARY KEY,
    owner TEXT    NOT NULL,
    fence INTEGER NOT NULL,
    until INTEGER NOT NULL
);

-- What was in force later has a higher number: two may begin at the same instant.
ALTER TABLE policy_in_force RENAME TO policy_before;
CREATE TABLE policy_in_force (
    id      INTEGER NOT NULL PRIMARY KEY,
    since   INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text    TEXT    NOT NULL                    -- JSON, complete
);
INSERT INTO policy_in_force (since, version, text) SELECT since, version, text FROM policy_before ORDER BY rowid;
DROP TABLE policy_before;
-- The policy of an event, by its version.
CREATE INDEX policy_in_force_version ON policy_in_force (version);

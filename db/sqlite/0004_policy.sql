-- Each decision says which policy it was made by.

ALTER TABLE stream_event ADD COLUMN policy INTEGER NULL;  -- the version in force; null for what was stored before this script

-- What was in force from when on: the whole policy, each time that it differs from the one before.
CREATE TABLE policy_in_force (
    since   INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text    TEXT    NOT NULL                    -- JSON, complete
);
-- The policy of an event, by its version.
CREATE INDEX policy_in_force_version ON policy_in_force (version);

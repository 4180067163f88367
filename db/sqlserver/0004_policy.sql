-- Each decision says which policy it was made by.

ALTER TABLE stream_event ADD policy bigint NULL;  -- the version in force; null for what was stored before this script

-- What was in force from when on: the whole policy, each time that it differs from the one before.
CREATE TABLE policy_in_force (
    id      bigint        IDENTITY NOT NULL PRIMARY KEY,
    since   bigint        NOT NULL,
    version bigint        NOT NULL,
    text    nvarchar(max) NOT NULL -- JSON, complete
);
-- The policy of an event, by its version.
CREATE INDEX policy_in_force_version ON policy_in_force (version);

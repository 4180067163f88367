-- Who put a policy in force; null where it was read from the files.
ALTER TABLE policy_in_force ADD COLUMN put_by TEXT NULL;

-- Customers' links that were made: to show which are open, and to take one back. What a link opens stands sealed in the link itself.
CREATE TABLE customer_link (
    id         TEXT    NOT NULL PRIMARY KEY,   -- UUID of version 7; it stands in the link
    incident   TEXT    NOT NULL,
    made_by    TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    taken_by   TEXT    NULL,
    taken_at   INTEGER NULL                    -- from then on it opens nothing
) WITHOUT ROWID;
-- The links of an incident, on its page.
CREATE INDEX customer_link_incident ON customer_link (incident, id);

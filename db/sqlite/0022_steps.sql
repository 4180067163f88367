-- The steps that are owed, for the desks of who carries them out. They go when they are done, or are owed no more.
CREATE TABLE owed_step (
    incident        TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    shipment        TEXT    NOT NULL,
    customer        TEXT    NOT NULL,
    branch          TEXT    NOT NULL,
    sales_rep       TEXT    NOT NULL,
    account_manager TEXT    NOT NULL,
    what            TEXT    NOT NULL,
    owner           TEXT    NOT NULL,           -- a role
    due_at          INTEGER NOT NULL,
    PRIMARY KEY (incident, id)
) WITHOUT ROWID;
-- Soonest first.
CREATE INDEX owed_step_due ON owed_step (due_at, id);

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');

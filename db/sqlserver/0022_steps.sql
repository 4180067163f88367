-- The steps that are owed, for the desks of who carries them out. They go when they are done, or are owed no more.
CREATE TABLE owed_step (
    incident        nvarchar(36)  NOT NULL,
    id              nvarchar(36)  NOT NULL,
    shipment        nvarchar(64)  NOT NULL,
    customer        nvarchar(64)  NOT NULL,
    branch          nvarchar(200) NOT NULL,
    sales_rep       nvarchar(200) NOT NULL,
    account_manager nvarchar(200) NOT NULL,
    what            nvarchar(max) NOT NULL,
    owner           nvarchar(40)  NOT NULL,      -- a role
    due_at          bigint        NOT NULL,
    PRIMARY KEY (incident, id)
);
-- Soonest first.
CREATE INDEX owed_step_due ON owed_step (due_at, id);

CREATE TYPE owed_step_rows AS TABLE (
    incident nvarchar(36) NOT NULL, id nvarchar(36) NOT NULL, shipment nvarchar(64) NULL, customer nvarchar(64) NULL, branch nvarchar(200) NULL,
    sales_rep nvarchar(200) NULL, account_manager nvarchar(200) NULL, what nvarchar(max) NULL, owner nvarchar(40) NULL, due_at bigint NULL
);

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');

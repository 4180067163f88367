-- What the reports count. These rows follow from the events like all read rows; they are narrow, for a report reads a whole period.

-- One for each incident, in the order of the reports: a period is one stretch of the table.
CREATE TABLE incident_figure (
    reported_at    INTEGER NOT NULL,
    id             TEXT    NOT NULL,
    branch         TEXT    NOT NULL,
    customer       TEXT    NOT NULL,
    shipment       TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    fault          TEXT    NOT NULL,
    severity       TEXT    NOT NULL,
    cause          TEXT    NULL,                -- null before the assessment
    state          TEXT    NOT NULL,
    due_at         INTEGER NOT NULL,            -- by when the customer must have been told
    told_at        INTEGER NULL,
    told_worked    INTEGER NULL,                -- working time until then, in seconds
    settled_at     INTEGER NULL,                -- null while it is open
    settled_worked INTEGER NULL,                -- working time until it was resolved, in seconds
    mark           INTEGER NULL,
    PRIMARY KEY (reported_at, id)
) WITHOUT ROWID;

-- What was agreed with customers. Amounts of reports are in the currency's minor unit, so that they can be summed up.
CREATE TABLE agreed_offer (
    reported_at INTEGER NOT NULL,               -- of its incident
    incident    TEXT    NOT NULL,
    number      INTEGER NOT NULL,               -- 0 for the first of its incident; one that was opened again may have more
    offer       TEXT    NOT NULL,
    branch      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    cost        INTEGER NOT NULL,
    gain        INTEGER NOT NULL,
    recoverable INTEGER NOT NULL,
    PRIMARY KEY (reported_at, incident, number)
) WITHOUT ROWID;

-- Money paid on customers' claims and recovered on ours. There are few; reports read the table.
CREATE TABLE claim_money (
    claim       TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    reported_at INTEGER NOT NULL,               -- of its incident
    incident    TEXT    NOT NULL,
    branch      TEXT    NOT NULL,
    paid        INTEGER NOT NULL,               -- 1: we paid it; 0: it came in
    on_day      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (claim, number)
) WITHOUT ROWID;

-- Last days that are ours to lose.
CREATE TABLE time_bar (
    claim    TEXT NOT NULL,
    side     TEXT NOT NULL,
    bar      TEXT NOT NULL,
    branch   TEXT NOT NULL,
    last_day TEXT NULL,                         -- null where there is none, or it cannot be computed
    status   TEXT NOT NULL,
    PRIMARY KEY (claim, side, bar)
) WITHOUT ROWID;

CREATE TABLE stage_move (
    customer   TEXT    NOT NULL,
    number     INTEGER NOT NULL,                -- within the customer's history, from 0
    at         INTEGER NOT NULL,
    from_stage TEXT    NOT NULL,
    to_stage   TEXT    NOT NULL,
    PRIMARY KEY (customer, number)
) WITHOUT ROWID;
-- The slide of a period.
CREATE INDEX stage_move_at ON stage_move (at, from_stage, to_stage);

ALTER TABLE customer ADD COLUMN known_since     INTEGER NULL;
ALTER TABLE customer ADD COLUMN margin_currency TEXT    NULL;
ALTER TABLE customer ADD COLUMN margin          INTEGER NULL;   -- expected in twelve months, minor unit
ALTER TABLE customer ADD COLUMN stake_minor     INTEGER NULL;   -- the value at stake, minor unit, in the margin's currency

ALTER TABLE shipment ADD COLUMN carrier     TEXT    NULL;
ALTER TABLE shipment ADD COLUMN agent       TEXT    NULL;
ALTER TABLE shipment ADD COLUMN origin      TEXT    NULL;
ALTER TABLE shipment ADD COLUMN destination TEXT    NULL;
ALTER TABLE shipment ADD COLUMN booked_at   INTEGER NULL;
-- Shipments of a period by carrier, agent and lane: what incidents are measured against.
CREATE INDEX shipment_booked ON shipment (booked_at, carrier, agent, origin, destination, customer);

ALTER TABLE promise ADD COLUMN renewed INTEGER NOT NULL DEFAULT 0;
-- Promises that fell due in a period.
CREATE INDEX promise_period ON promise (due_at, branch, status, renewed);

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value) SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event);

-- What the reports count. These rows follow from the events like all read rows; they are narrow, for a report reads a whole period.

-- One for each incident, in the order of the reports: a period is one stretch of the table.
CREATE TABLE incident_figure (
    reported_at    bigint        NOT NULL,
    id             nvarchar(36)  NOT NULL,
    branch         nvarchar(200) NOT NULL,
    customer       nvarchar(64)  NOT NULL,
    shipment       nvarchar(64)  NOT NULL,
    kind           nvarchar(40)  NOT NULL,
    fault          nvarchar(40)  NOT NULL,
    severity       nvarchar(40)  NOT NULL,
    cause          nvarchar(40)  NULL, -- null before the assessment
    state          nvarchar(40)  NOT NULL,
    due_at         bigint        NOT NULL, -- by when the customer must have been told
    told_at        bigint        NULL,
    told_worked    bigint        NULL, -- working time until then, in seconds
    settled_at     bigint        NULL, -- null while it is open
    settled_worked bigint        NULL, -- working time until it was resolved, in seconds
    mark           bigint        NULL,
    PRIMARY KEY (reported_at, id)
);

-- What was agreed with customers. Amounts of reports are in the currency's minor unit, so that they can be summed up.
CREATE TABLE agreed_offer (
    reported_at bigint        NOT NULL, -- of its incident
    incident    nvarchar(36)  NOT NULL,
    number      bigint        NOT NULL, -- 0 for the first of its incident; one that was opened again may have more
    offer       nvarchar(36)  NOT NULL,
    branch      nvarchar(200) NOT NULL,
    currency    nvarchar(40)  NOT NULL,
    cost        bigint        NOT NULL,
    gain        bigint        NOT NULL,
    recoverable bigint        NOT NULL,
    PRIMARY KEY (reported_at, incident, number)
);

-- Money paid on customers' claims and recovered on ours. There are few; reports read the table.
CREATE TABLE claim_money (
    claim       nvarchar(36)  NOT NULL,
    number      bigint        NOT NULL,
    reported_at bigint        NOT NULL, -- of its incident
    incident    nvarchar(36)  NOT NULL,
    branch      nvarchar(200) NOT NULL,
    paid        bigint        NOT NULL, -- 1: we paid it; 0: it came in
    on_day      nvarchar(40)  NOT NULL,
    currency    nvarchar(40)  NOT NULL,
    amount      bigint        NOT NULL,
    PRIMARY KEY (claim, number)
);

-- Last days that are ours to lose.
CREATE TABLE time_bar (
    claim    nvarchar(36)  NOT NULL,
    side     nvarchar(40)  NOT NULL,
    bar      nvarchar(40)  NOT NULL,
    branch   nvarchar(200) NOT NULL,
    last_day nvarchar(40)  NULL, -- null where there is none, or it cannot be computed
    status   nvarchar(40)  NOT NULL,
    PRIMARY KEY (claim, side, bar)
);

CREATE TABLE stage_move (
    customer   nvarchar(64) NOT NULL,
    number     bigint       NOT NULL, -- within the customer's history, from 0
    at         bigint       NOT NULL,
    from_stage nvarchar(40) NOT NULL,
    to_stage   nvarchar(40) NOT NULL,
    PRIMARY KEY (customer, number)
);
-- The slide of a period.
CREATE INDEX stage_move_at ON stage_move (at, from_stage, to_stage);

ALTER TABLE customer ADD known_since     bigint NULL;
ALTER TABLE customer ADD margin_currency nvarchar(40) NULL;
ALTER TABLE customer ADD margin          bigint NULL;   -- expected in twelve months, minor unit
ALTER TABLE customer ADD stake_minor     bigint NULL;   -- the value at stake, minor unit, in the margin's currency

ALTER TABLE shipment ADD carrier     nvarchar(200) NULL;
ALTER TABLE shipment ADD agent       nvarchar(200) NULL;
ALTER TABLE shipment ADD origin      nvarchar(40) NULL;
ALTER TABLE shipment ADD destination nvarchar(40) NULL;
ALTER TABLE shipment ADD booked_at   bigint NULL;
-- Shipments of a period by carrier, agent and lane: what incidents are measured against.
CREATE INDEX shipment_booked ON shipment (booked_at, carrier, agent, origin, destination, customer);

ALTER TABLE promise ADD renewed bigint NOT NULL DEFAULT 0;
-- Promises that fell due in a period.
CREATE INDEX promise_period ON promise (due_at, branch, status, renewed);

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');

-- Read tables: functions of the events, written with them, and rebuilt from them by `rebuild`.

CREATE TABLE customer (
    ref             TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NULL,               -- null while only signals are known
    branch          TEXT    NULL,
    sales_rep       TEXT    NULL,
    account_manager TEXT    NULL,
    facts           TEXT    NULL,               -- JSON
    stage           TEXT    NOT NULL,
    since           INTEGER NULL,
    recovered       INTEGER NOT NULL,
    won_back        INTEGER NOT NULL,
    quiet           INTEGER NOT NULL,
    captive         INTEGER NOT NULL,
    horizon_days    REAL    NOT NULL,
    p_alive         REAL    NULL,
    risk            REAL    NOT NULL,
    value_at_stake  REAL    NOT NULL,           -- a rough common measure, for sorting only; the exact amount is in the next column
    stake           TEXT    NULL,               -- JSON money
    reasons         TEXT    NOT NULL,           -- JSON list
    as_of           INTEGER NOT NULL,
    version         INTEGER NOT NULL
);
-- The board of customers at risk, and the same by branch and by account manager.
CREATE INDEX customer_stake ON customer (value_at_stake DESC, ref);
CREATE INDEX customer_stake_branch ON customer (branch, value_at_stake DESC, ref);
CREATE INDEX customer_stake_manager ON customer (account_manager, value_at_stake DESC, ref);

CREATE TABLE shipment (
    ref              TEXT    NOT NULL PRIMARY KEY,
    customer         TEXT    NOT NULL,
    mode             TEXT    NOT NULL,
    master_reference TEXT    NULL,
    vessel           TEXT    NULL,              -- normalised: capitals and digits only
    voyage           TEXT    NULL,              -- normalised
    delivered        INTEGER NOT NULL,          -- 1 once delivered
    facts            TEXT    NOT NULL,          -- JSON
    version          INTEGER NOT NULL
);
-- Feeds find a shipment by the carrier's booking, by vessel and voyage, by container.
CREATE INDEX shipment_master ON shipment (master_reference) WHERE master_reference IS NOT NULL;
CREATE INDEX shipment_vessel ON shipment (vessel, voyage) WHERE vessel IS NOT NULL;
CREATE TABLE shipment_container (
    container TEXT NOT NULL,
    shipment  TEXT NOT NULL,
    PRIMARY KEY (container, shipment)
) WITHOUT ROWID;
CREATE INDEX shipment_container_shipment ON shipment_container (shipment);

CREATE TABLE invoice (
    ref             TEXT    NOT NULL PRIMARY KEY,
    shipment        TEXT    NOT NULL,
    customer        TEXT    NOT NULL,
    amount          TEXT    NOT NULL,           -- decimal, as written
    payable         TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    due_on          TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    held_since      INTEGER NULL,
    holds           TEXT    NOT NULL,           -- JSON list
    receipt         TEXT    NULL,               -- JSON
    override        TEXT    NULL,               -- JSON
    version         INTEGER NOT NULL
);
-- Finance's list: held invoices, oldest first.
CREATE INDEX invoice_held ON invoice (held_since, ref) WHERE status = 'held';
-- A shipment's invoices.
CREATE INDEX invoice_shipment ON invoice (shipment);

CREATE TABLE incident (
    id                TEXT    NOT NULL PRIMARY KEY,
    shipment          TEXT    NOT NULL,
    customer          TEXT    NOT NULL,
    branch            TEXT    NOT NULL,
    sales_rep         TEXT    NOT NULL,
    account_manager   TEXT    NOT NULL,
    kind              TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    severity          TEXT    NOT NULL,
    fault             TEXT    NOT NULL,
    assignee          TEXT    NOT NULL,
    level             TEXT    NOT NULL,
    channel           TEXT    NOT NULL,
    description       TEXT    NOT NULL,
    occurred_at       INTEGER NOT NULL,
    reported_at       INTEGER NOT NULL,
    first_response_at INTEGER NOT NULL,
    told_at           INTEGER NULL,
    settled           INTEGER NOT NULL,
    feed              TEXT    NULL,
    message           TEXT    NULL,
    version           INTEGER NOT NULL
) WITHOUT ROWID;
-- The id carries the time of the report, so the primary key serves "newest first".
-- The incidents of a customer, and of a sales rep's inbox, newest first.
CREATE INDEX incident_customer ON incident (customer, id);
CREATE INDEX incident_rep ON incident (sales_rep, id);
-- A feed's second message about the same event.
CREATE INDEX incident_source ON incident (feed, message) WHERE feed IS NOT NULL;

CREATE TABLE promise (
    id        TEXT    NOT NULL PRIMARY KEY,
    incident  TEXT    NOT NULL,
    customer  TEXT    NOT NULL,
    branch    TEXT    NOT NULL,
    sales_rep TEXT    NOT NULL,
    what      TEXT    NOT NULL,
    due_at    INTEGER NOT NULL,
    made_at   INTEGER NOT NULL,
    status    TEXT    NOT NULL
) WITHOUT ROWID;
-- The promises that fall due next.
CREATE INDEX promise_due ON promise (due_at) WHERE status = 'open';

CREATE TABLE notification (
    seq       INTEGER PRIMARY KEY,              -- sixteen times the event's position, plus the number within it
    id        TEXT    NOT NULL,
    recipient TEXT    NOT NULL,                 -- a name, or role:finance
    branch    TEXT    NOT NULL,                 -- empty for every branch
    kind      TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    incident  TEXT    NULL,
    customer  TEXT    NULL,
    at        INTEGER NOT NULL
);
-- A person's notices, newest first, and the live stream.
CREATE INDEX notification_recipient ON notification (recipient, seq);

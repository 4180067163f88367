-- Read tables: functions of the events, written with them, and rebuilt from them by `rebuild`.

CREATE TABLE customer (
    ref             nvarchar(64)  NOT NULL PRIMARY KEY,
    name            nvarchar(max) NULL, -- null while only signals are known
    branch          nvarchar(200) NULL,
    sales_rep       nvarchar(200) NULL,
    account_manager nvarchar(200) NULL,
    facts           nvarchar(max) NULL, -- JSON
    stage           nvarchar(40)  NOT NULL,
    since           bigint        NULL,
    recovered       bigint        NOT NULL,
    won_back        bigint        NOT NULL,
    quiet           bigint        NOT NULL,
    captive         bigint        NOT NULL,
    horizon_days    float         NOT NULL,
    p_alive         float         NULL,
    risk            float         NOT NULL,
    value_at_stake  float         NOT NULL, -- a rough common measure, for sorting only; the exact amount is in the next column
    stake           nvarchar(max) NULL, -- JSON money
    reasons         nvarchar(max) NOT NULL, -- JSON list
    as_of           bigint        NOT NULL,
    version         bigint        NOT NULL
);
-- The board of customers at risk, and the same by branch and by account manager.
CREATE INDEX customer_stake ON customer (value_at_stake DESC, ref);
CREATE INDEX customer_stake_branch ON customer (branch, value_at_stake DESC, ref);
CREATE INDEX customer_stake_manager ON customer (account_manager, value_at_stake DESC, ref);

CREATE TABLE shipment (
    ref              nvarchar(64)  NOT NULL PRIMARY KEY,
    customer         nvarchar(64)  NOT NULL,
    mode             nvarchar(40)  NOT NULL,
    master_reference nvarchar(200) NULL,
    vessel           nvarchar(200) NULL, -- normalised: capitals and digits only
    voyage           nvarchar(200) NULL, -- normalised
    delivered        bigint        NOT NULL, -- 1 once delivered
    facts            nvarchar(max) NOT NULL, -- JSON
    version          bigint        NOT NULL
);
-- Feeds find a shipment by the carrier's booking, by vessel and voyage, by container.
CREATE INDEX shipment_master ON shipment (master_reference) WHERE master_reference IS NOT NULL;
CREATE INDEX shipment_vessel ON shipment (vessel, voyage) WHERE vessel IS NOT NULL;
CREATE TABLE shipment_container (
    container nvarchar(40) NOT NULL,
    shipment  nvarchar(64) NOT NULL,
    PRIMARY KEY (container, shipment)
);
CREATE INDEX shipment_container_shipment ON shipment_container (shipment);

CREATE TABLE invoice (
    ref        nvarchar(64)  NOT NULL PRIMARY KEY,
    shipment   nvarchar(64)  NOT NULL,
    customer   nvarchar(64)  NOT NULL,
    amount     nvarchar(40)  NOT NULL, -- decimal, as written
    payable    nvarchar(40)  NOT NULL,
    currency   nvarchar(40)  NOT NULL,
    kind       nvarchar(40)  NOT NULL,
    due_on     nvarchar(40)  NOT NULL,
    status     nvarchar(40)  NOT NULL,
    held_since bigint        NULL,
    holds      nvarchar(max) NOT NULL, -- JSON list
    receipt    nvarchar(max) NULL, -- JSON
    override   nvarchar(max) NULL, -- JSON
    version    bigint        NOT NULL
);
-- Finance's list: held invoices, oldest first.
CREATE INDEX invoice_held ON invoice (held_since, ref) WHERE status = 'held';
-- A shipment's invoices.
CREATE INDEX invoice_shipment ON invoice (shipment);

CREATE TABLE incident (
    id                nvarchar(36)  NOT NULL PRIMARY KEY,
    shipment          nvarchar(64)  NOT NULL,
    customer          nvarchar(64)  NOT NULL,
    branch            nvarchar(200) NOT NULL,
    sales_rep         nvarchar(200) NOT NULL,
    account_manager   nvarchar(200) NOT NULL,
    kind              nvarchar(40)  NOT NULL,
    state             nvarchar(40)  NOT NULL,
    severity          nvarchar(40)  NOT NULL,
    fault             nvarchar(40)  NOT NULL,
    assignee          nvarchar(200) NOT NULL,
    level             nvarchar(40)  NOT NULL,
    channel           nvarchar(40)  NOT NULL,
    description       nvarchar(max) NOT NULL,
    occurred_at       bigint        NOT NULL,
    reported_at       bigint        NOT NULL,
    first_response_at bigint        NOT NULL,
    told_at           bigint        NULL,
    settled           bigint        NOT NULL,
    feed              nvarchar(100) NULL,
    message           nvarchar(200) NULL,
    version           bigint        NOT NULL
);
-- The id carries the time of the report, so the primary key serves "newest first".
-- The incidents of a customer, and of a sales rep's inbox, newest first.
CREATE INDEX incident_customer ON incident (customer, id);
CREATE INDEX incident_rep ON incident (sales_rep, id);
-- A feed's second message about the same event.
CREATE INDEX incident_source ON incident (feed, message) WHERE feed IS NOT NULL;

CREATE TABLE promise (
    id        nvarchar(36)  NOT NULL PRIMARY KEY,
    incident  nvarchar(36)  NOT NULL,
    customer  nvarchar(64)  NOT NULL,
    branch    nvarchar(200) NOT NULL,
    sales_rep nvarchar(200) NOT NULL,
    what      nvarchar(max) NOT NULL,
    due_at    bigint        NOT NULL,
    made_at   bigint        NOT NULL,
    status    nvarchar(40)  NOT NULL
);
-- The promises that fall due next.
CREATE INDEX promise_due ON promise (due_at) WHERE status = 'open';

CREATE TABLE notification (
    seq       bigint        NOT NULL PRIMARY KEY, -- sixteen times the event's position, plus the number within it
    id        nvarchar(36)  NOT NULL,
    recipient nvarchar(200) NOT NULL, -- a name, or role:finance
    branch    nvarchar(200) NOT NULL, -- empty for every branch
    kind      nvarchar(100) NOT NULL,
    text      nvarchar(max) NOT NULL,
    incident  nvarchar(36)  NULL,
    customer  nvarchar(64)  NULL,
    at        bigint        NOT NULL
);
-- A person's notices, newest first, and the live stream.
CREATE INDEX notification_recipient ON notification (recipient, seq);

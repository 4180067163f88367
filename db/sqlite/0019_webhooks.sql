-- Other programs that are told what happens here.

CREATE TABLE webhook (
    id               TEXT    NOT NULL PRIMARY KEY, -- UUID of version 7
    url              TEXT    NOT NULL,
    description      TEXT    NULL,
    events           TEXT    NOT NULL,          -- names separated by spaces; empty for all
    branch           TEXT    NULL,              -- null for all branches
    secret           TEXT    NOT NULL,          -- sealed by a key outside the database
    created_at       INTEGER NOT NULL,
    created_by       TEXT    NOT NULL,
    behind           INTEGER NOT NULL,          -- it is told of events behind this position
    succeeded_at     INTEGER NULL,
    failing_since    INTEGER NULL,              -- the first failure since the last success
    failures         INTEGER NOT NULL,          -- failures since the last success
    disabled_at      INTEGER NULL,
    disabled_because TEXT    NULL
);

-- What a webhook is told, or was. The id follows from webhook and event: what is queued a second time meets itself.
CREATE TABLE webhook_delivery (
    id           TEXT    NOT NULL PRIMARY KEY,
    webhook      TEXT    NOT NULL,
    position     INTEGER NOT NULL,              -- of the event; 0 for a test
    event        TEXT    NOT NULL,              -- the public name
    body         TEXT    NOT NULL,              -- JSON; references only
    at           INTEGER NOT NULL,              -- when it was queued
    attempts     INTEGER NOT NULL,
    claim        INTEGER NOT NULL,              -- higher with each program that takes it in hand: an older one's word counts no more
    next_at      INTEGER NULL,                  -- when it is tried next; null once it was made or given up
    tried_at     INTEGER NULL,
    delivered_at INTEGER NULL,
    status       INTEGER NULL,                  -- of the last answer
    fault        TEXT    NULL                   -- of the last attempt
);
-- The sender reads what is due.
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook, next_at) WHERE next_at IS NOT NULL;
-- The page of a webhook, latest first.
CREATE INDEX webhook_delivery_latest ON webhook_delivery (webhook, at, id);

-- Up to where the events have been looked through: one row, with the number 1.
CREATE TABLE webhook_place (
    one      INTEGER NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
);

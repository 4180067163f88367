-- Other programs that are told what happens here.

CREATE TABLE webhook (
    id               nvarchar(36)   NOT NULL PRIMARY KEY, -- UUID of version 7
    url              nvarchar(2000) NOT NULL,
    description      nvarchar(200)  NULL,
    events           nvarchar(max)  NOT NULL, -- names separated by spaces; empty for all
    branch           nvarchar(200)  NULL, -- null for all branches
    secret           nvarchar(max)  NOT NULL, -- sealed by a key outside the database
    created_at       bigint         NOT NULL,
    created_by       nvarchar(200)  NOT NULL,
    behind           bigint         NOT NULL, -- it is told of events behind this position
    succeeded_at     bigint         NULL,
    failing_since    bigint         NULL, -- the first failure since the last success
    failures         bigint         NOT NULL, -- failures since the last success
    disabled_at      bigint         NULL,
    disabled_because nvarchar(40)   NULL
);

-- What a webhook is told, or was. The id follows from webhook and event: what is queued a second time meets itself.
CREATE TABLE webhook_delivery (
    id           nvarchar(36)  NOT NULL PRIMARY KEY,
    webhook      nvarchar(36)  NOT NULL,
    position     bigint        NOT NULL, -- of the event; 0 for a test
    event        nvarchar(100) NOT NULL, -- the public name
    body         nvarchar(max) NOT NULL, -- JSON; references only
    at           bigint        NOT NULL, -- when it was queued
    attempts     bigint        NOT NULL,
    claim        bigint        NOT NULL, -- higher with each program that takes it in hand: an older one's word counts no more
    next_at      bigint        NULL, -- when it is tried next; null once it was made or given up
    tried_at     bigint        NULL,
    delivered_at bigint        NULL,
    status       bigint        NULL, -- of the last answer
    fault        nvarchar(40)  NULL -- of the last attempt
);
-- The sender reads what is due.
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook, next_at) WHERE next_at IS NOT NULL;
-- The page of a webhook, latest first.
CREATE INDEX webhook_delivery_latest ON webhook_delivery (webhook, at, id);

-- Up to where the events have been looked through: one row, with the number 1.
CREATE TABLE webhook_place (
    one      bigint NOT NULL PRIMARY KEY,
    position bigint NOT NULL
);

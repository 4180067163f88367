-- What is neither an event nor follows from one.

CREATE TABLE api_key (
    id         nvarchar(36)  NOT NULL PRIMARY KEY,
    name       nvarchar(200) NOT NULL,
    hash       varbinary(32) NOT NULL, -- SHA-256 of the secret, which is 256 random bits
    roles      nvarchar(max) NOT NULL, -- separated by spaces
    branch     nvarchar(200) NULL, -- null for all branches
    created_at bigint        NOT NULL,
    revoked_at bigint        NULL
);

CREATE TABLE notification_read (
    reader  nvarchar(200) NOT NULL,
    id      nvarchar(36)  NOT NULL,
    read_at bigint        NOT NULL,
    PRIMARY KEY (reader, id)
);

-- Messages that could not be read or placed, whole, with the reason. Replaying one marks it done; nothing is deleted.
CREATE TABLE quarantine (
    id          nvarchar(36)   NOT NULL PRIMARY KEY,
    feed        nvarchar(200)  NOT NULL,
    pointer     nvarchar(max)  NOT NULL, -- where in the message
    reason      nvarchar(max)  NOT NULL,
    body        varbinary(max) NOT NULL, -- the bytes as they came
    digest      varbinary(32)  NOT NULL, -- SHA-256 over feed and body
    received_at bigint         NOT NULL,
    received_by nvarchar(200)  NOT NULL,
    replayed_at bigint         NULL,
    attempts    bigint         NOT NULL
);
-- The list of what waits, oldest first.
CREATE INDEX quarantine_waiting ON quarantine (id) WHERE replayed_at IS NULL;
-- A partner that sends the same bad message again adds nothing while the first one waits.
CREATE UNIQUE INDEX quarantine_once ON quarantine (digest) WHERE replayed_at IS NULL;

-- Which containers a feed has told to be loaded, for a shipment under way.
CREATE TABLE feed_loaded (
    shipment  nvarchar(64) NOT NULL,
    container nvarchar(40) NOT NULL, -- empty: the feed tells of this shipment's containers, loaded or not
    PRIMARY KEY (shipment, container)
);

-- What each message of a feed came to: a second copy is answered from here.
CREATE TABLE feed_message (
    feed     nvarchar(100) NOT NULL,
    message  nvarchar(200) NOT NULL,
    shipment nvarchar(64)  NOT NULL, -- empty: the publisher took the message back
    incident nvarchar(36)  NULL,
    at       bigint        NOT NULL, -- when it was taken in, or when the publisher took it back
    PRIMARY KEY (feed, message, shipment)
);
-- Whether another message still tells of an incident when one is taken back.
CREATE INDEX feed_message_incident ON feed_message (incident) WHERE incident IS NOT NULL;

CREATE TABLE setting (
    name  nvarchar(200) NOT NULL PRIMARY KEY,
    value nvarchar(max) NOT NULL
);

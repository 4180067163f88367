-- What is neither an event nor follows from one.

CREATE TABLE api_key (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    hash       BLOB    NOT NULL,                -- SHA-256 of the secret, which is 256 random bits
    roles      TEXT    NOT NULL,                -- separated by spaces
    branch     TEXT    NULL,                    -- null for all branches
    created_at INTEGER NOT NULL,
    revoked_at INTEGER NULL
) WITHOUT ROWID;

CREATE TABLE notification_read (
    reader  TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (reader, id)
) WITHOUT ROWID;

-- Messages that could not be read or placed, whole, with the reason. Replaying one marks it done; nothing is deleted.
CREATE TABLE quarantine (
    id          TEXT    NOT NULL PRIMARY KEY,
    feed        TEXT    NOT NULL,
    pointer     TEXT    NOT NULL,               -- where in the message
    reason      TEXT    NOT NULL,
    body        BLOB    NOT NULL,               -- the bytes as they came
    digest      BLOB    NOT NULL,               -- SHA-256 over feed and body
    received_at INTEGER NOT NULL,
    received_by TEXT    NOT NULL,
    replayed_at INTEGER NULL,
    attempts    INTEGER NOT NULL
) WITHOUT ROWID;
-- The list of what waits, oldest first.
CREATE INDEX quarantine_waiting ON quarantine (id) WHERE replayed_at IS NULL;
-- A partner that sends the same bad message again adds nothing while the first one waits.
CREATE UNIQUE INDEX quarantine_once ON quarantine (digest) WHERE replayed_at IS NULL;

-- Which containers a feed has told to be loaded, for a shipment under way.
CREATE TABLE feed_loaded (
    shipment  TEXT NOT NULL,
    container TEXT NOT NULL,                    -- empty: the feed tells of this shipment's containers, loaded or not
    PRIMARY KEY (shipment, container)
) WITHOUT ROWID;

-- What each message of a feed came to: a second copy is answered from here.
CREATE TABLE feed_message (
    feed     TEXT    NOT NULL,
    message  TEXT    NOT NULL,
    shipment TEXT    NOT NULL,                  -- empty: the publisher took the message back
    incident TEXT    NULL,
    at       INTEGER NOT NULL,                  -- when it was taken in, or when the publisher took it back
    PRIMARY KEY (feed, message, shipment)
) WITHOUT ROWID;
-- Whether another message still tells of an incident when one is taken back.
CREATE INDEX feed_message_incident ON feed_message (incident) WHERE incident IS NOT NULL;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

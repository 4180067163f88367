-- The truth: events, and what is written with them in the same transaction.

CREATE TABLE stream_event (
    position   INTEGER PRIMARY KEY,             -- order of storing; new rows go to the end of the table
    stream     TEXT    NOT NULL,                -- kind/key, such as incident/0193...
    version    INTEGER NOT NULL,                -- 1, 2, 3 ... within the stream
    command    BLOB    NOT NULL,                -- UUID version 7 of the command, big-endian, 16 bytes
    ordinal    INTEGER NOT NULL,                -- 0, 1, 2 ... within the command
    type       TEXT    NOT NULL,                -- name and form, such as holdPlaced/1
    at         INTEGER NOT NULL,                -- instant, in ticks of 100 ns since 1970-01-01T00:00:00Z, as everywhere
    actor      TEXT    NOT NULL,
    payload    TEXT    NOT NULL,                -- JSON
    hash       BLOB    NOT NULL                 -- SHA-256 over the predecessor's hash and this row
);
-- The last guard of the order within a stream; loading a stream reads along it.
CREATE UNIQUE INDEX stream_event_version ON stream_event (stream, version);
-- The last guard against a command that is carried out twice.
CREATE UNIQUE INDEX stream_event_command ON stream_event (command, ordinal);

CREATE TABLE snapshot (
    stream  TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    form    INTEGER NOT NULL,                   -- the form of the state; another form is left unread
    state   TEXT    NOT NULL,
    hash    BLOB    NOT NULL
) WITHOUT ROWID;

-- Commands for other streams that are not delivered yet. Delivered rows are deleted; refused ones stay with the reason.
CREATE TABLE outbox (
    id      INTEGER PRIMARY KEY,
    command BLOB    NOT NULL,
    target  TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    payload TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    refusal TEXT    NULL
);
-- The dispatcher reads the undelivered ones.
CREATE INDEX outbox_undelivered ON outbox (id) WHERE refusal IS NULL;

CREATE TABLE deadline (
    stream    TEXT    NOT NULL PRIMARY KEY,
    due       INTEGER NOT NULL,
    orphan_of TEXT    NULL                      -- the shipment that holds for an incident whose report has not come
) WITHOUT ROWID;
-- The sweep reads what is due, earliest first.
CREATE INDEX deadline_due ON deadline (due);

CREATE TABLE idempotency (
    caller    TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    body_hash BLOB    NOT NULL,
    stream    TEXT    NOT NULL,
    version   INTEGER NOT NULL,                 -- the stream's version after the request: its answer can be given again
    at        INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
) WITHOUT ROWID;

-- Names that belong to one stream alone, such as invoice/INV-1.
CREATE TABLE claim (
    name   TEXT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL
) WITHOUT ROWID;

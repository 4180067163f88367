-- The truth: events, and what is written with them in the same transaction.
--
-- The tables are those of the embedded file, column by column. Whole numbers and flags are bigint there and here, so that one
-- reader serves both products; amounts are text, as they were written.

CREATE TABLE stream_event (
    position bigint        IDENTITY NOT NULL PRIMARY KEY, -- order of storing; new rows go to the end of the table
    stream   nvarchar(200) NOT NULL, -- kind/key, such as incident/0193...
    version  bigint        NOT NULL, -- 1, 2, 3 ... within the stream
    command  binary(16)    NOT NULL, -- UUID version 7 of the command, big-endian, 16 bytes
    ordinal  bigint        NOT NULL, -- 0, 1, 2 ... within the command
    type     nvarchar(100) NOT NULL, -- name and form, such as holdPlaced/1
    at       bigint        NOT NULL, -- instant, in ticks of 100 ns since 1970-01-01T00:00:00Z, as everywhere
    actor    nvarchar(200) NOT NULL,
    payload  nvarchar(max) NOT NULL, -- JSON
    hash     varbinary(32) NOT NULL -- SHA-256 over the predecessor's hash and this row
);
-- The last guard of the order within a stream; loading a stream reads along it.
CREATE UNIQUE INDEX stream_event_version ON stream_event (stream, version);
-- The last guard against a command that is carried out twice.
CREATE UNIQUE INDEX stream_event_command ON stream_event (command, ordinal);

CREATE TABLE snapshot (
    stream  nvarchar(200) NOT NULL PRIMARY KEY,
    version bigint        NOT NULL,
    form    bigint        NOT NULL, -- the form of the state; another form is left unread
    state   nvarchar(max) NOT NULL,
    hash    varbinary(32) NOT NULL
);

-- Commands for other streams that are not delivered yet. Delivered rows are deleted; refused ones stay with the reason.
CREATE TABLE outbox (
    id      bigint        IDENTITY NOT NULL PRIMARY KEY,
    command binary(16)    NOT NULL,
    target  nvarchar(200) NOT NULL,
    type    nvarchar(100) NOT NULL,
    payload nvarchar(max) NOT NULL,
    at      bigint        NOT NULL,
    refusal nvarchar(max) NULL
);
-- The dispatcher reads the undelivered ones.
CREATE INDEX outbox_undelivered ON outbox (id) WHERE refusal IS NULL;

CREATE TABLE deadline (
    stream    nvarchar(200) NOT NULL PRIMARY KEY,
    due       bigint        NOT NULL,
    orphan_of nvarchar(64)  NULL -- the shipment that holds for an incident whose report has not come
);
-- The sweep reads what is due, earliest first.
CREATE INDEX deadline_due ON deadline (due);

CREATE TABLE idempotency (
    caller    nvarchar(200) NOT NULL,
    "key"     nvarchar(200) NOT NULL,
    body_hash varbinary(32) NOT NULL,
    stream    nvarchar(200) NOT NULL,
    version   bigint        NOT NULL, -- the stream's version after the request: its answer can be given again
    at        bigint        NOT NULL,
    PRIMARY KEY (caller, "key")
);

-- Names that belong to one stream alone, such as invoice/INV-1.
CREATE TABLE claim (
    name   nvarchar(200) NOT NULL PRIMARY KEY,
    stream nvarchar(200) NOT NULL
);

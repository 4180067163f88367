-- A source may tell the same event again, otherwise: the newest telling counts, in whatever order they come.

-- Each telling of an event that concerns a shipment of ours, once however often it comes.
CREATE TABLE feed_telling (
    feed     TEXT    NOT NULL,
    message  TEXT    NOT NULL,
    telling  TEXT    NOT NULL,                  -- a digest of what it says
    told_at  INTEGER NOT NULL,                  -- by the source's clock; where it tells none, when it first came
    heard_at INTEGER NOT NULL,                  -- when it first came, in the order of the message
    PRIMARY KEY (feed, message, telling)
) WITHOUT ROWID;

-- What the telling that was judged last came to for a shipment. An event without a row here was told before tellings were kept.
CREATE TABLE feed_verdict (
    feed     TEXT    NOT NULL,
    message  TEXT    NOT NULL,
    shipment TEXT    NOT NULL,
    telling  TEXT    NOT NULL,
    wrong    INTEGER NOT NULL,                  -- 0 when nothing is wrong any more
    PRIMARY KEY (feed, message, shipment)
) WITHOUT ROWID;

-- Temperatures measured in refrigerated containers: one reading alone may be a defrost.
CREATE TABLE feed_temperature (
    shipment  TEXT    NOT NULL,
    container TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    off_by    INTEGER NOT NULL,                 -- hundredths of a degree Celsius off the set point
    PRIMARY KEY (shipment, container, at)
) WITHOUT ROWID;

-- What only some shipments have of their way. Feeds find a shipment by its flight as by its vessel.
CREATE TABLE shipment_way (
    shipment       TEXT    NOT NULL PRIMARY KEY,
    flight         TEXT    NULL,                -- normalised: capitals and digits only, no leading zeros
    told_departure INTEGER NULL,                -- the first plan that a feed told
    told_arrival   INTEGER NULL,
    version        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX shipment_way_flight ON shipment_way (flight) WHERE flight IS NOT NULL;

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');

-- A source may tell the same event again, otherwise: the newest telling counts, in whatever order they come.

-- Each telling of an event that concerns a shipment of ours, once however often it comes.
CREATE TABLE feed_telling (
    feed     nvarchar(100) NOT NULL,
    message  nvarchar(200) NOT NULL,
    telling  nvarchar(40)  NOT NULL,            -- a digest of what it says
    told_at  bigint        NOT NULL,            -- by the source's clock; where it tells none, when it first came
    heard_at bigint        NOT NULL,            -- when it first came, in the order of the message
    PRIMARY KEY (feed, message, telling)
);

-- What the telling that was judged last came to for a shipment. An event without a row here was told before tellings were kept.
CREATE TABLE feed_verdict (
    feed     nvarchar(100) NOT NULL,
    message  nvarchar(200) NOT NULL,
    shipment nvarchar(64)  NOT NULL,
    telling  nvarchar(40)  NOT NULL,
    wrong    bigint        NOT NULL,            -- 0 when nothing is wrong any more
    PRIMARY KEY (feed, message, shipment)
);

-- Temperatures measured in refrigerated containers: one reading alone may be a defrost.
CREATE TABLE feed_temperature (
    shipment  nvarchar(64) NOT NULL,
    container nvarchar(40) NOT NULL,
    at        bigint       NOT NULL,
    off_by    bigint       NOT NULL,            -- hundredths of a degree Celsius off the set point
    PRIMARY KEY (shipment, container, at)
);

-- What only some shipments have of their way. Feeds find a shipment by its flight as by its vessel.
CREATE TABLE shipment_way (
    shipment       nvarchar(64)  NOT NULL PRIMARY KEY,
    flight         nvarchar(200) NULL,          -- normalised: capitals and digits only, no leading zeros
    told_departure bigint        NULL,          -- the first plan that a feed told
    told_arrival   bigint        NULL,
    version        bigint        NOT NULL
);
CREATE INDEX shipment_way_flight ON shipment_way (flight) WHERE flight IS NOT NULL;

CREATE TYPE shipment_way_rows AS TABLE (
    shipment nvarchar(64) NOT NULL, flight nvarchar(200) NULL, told_departure bigint NULL, told_arrival bigint NULL, version bigint NULL
);
CREATE TYPE feed_temperature_rows AS TABLE (
    shipment nvarchar(64) NOT NULL, container nvarchar(40) NOT NULL, at bigint NOT NULL, off_by bigint NULL
);
CREATE TYPE feed_telling_rows AS TABLE (
    feed nvarchar(200) NOT NULL, message nvarchar(200) NOT NULL, telling nvarchar(40) NOT NULL, told_at bigint NULL, heard_at bigint NULL
);
CREATE TYPE feed_verdict_rows AS TABLE (
    feed nvarchar(200) NOT NULL, message nvarchar(200) NOT NULL, shipment nvarchar(64) NOT NULL, telling nvarchar(40) NULL,
    wrong bigint NULL
);

-- What is here already is filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');

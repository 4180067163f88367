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

CREATE TYPE feed_telling_rows AS TABLE (
    feed nvarchar(200) NOT NULL, message nvarchar(200) NOT NULL, telling nvarchar(40) NOT NULL, told_at bigint NULL, heard_at bigint NULL
);
CREATE TYPE feed_verdict_rows AS TABLE (
    feed nvarchar(200) NOT NULL, message nvarchar(200) NOT NULL, shipment nvarchar(64) NOT NULL, telling nvarchar(40) NULL,
    wrong bigint NULL
);

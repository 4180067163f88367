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

-- What one SDR was worth, as people entered it: nothing is changed or deleted, a later word on the same day goes over an earlier one.

CREATE TABLE sdr_rate (
    currency   TEXT    NOT NULL,               -- ISO 4217
    on_day     TEXT    NOT NULL,               -- ISO date
    version    INTEGER NOT NULL,               -- 1 for the first word on that day
    value      TEXT    NOT NULL,               -- units of the currency for one SDR, decimal, as written
    source     TEXT    NULL,                   -- where it was taken from
    entered_at INTEGER NOT NULL,
    entered_by TEXT    NOT NULL,
    PRIMARY KEY (currency, on_day, version)
) WITHOUT ROWID;
